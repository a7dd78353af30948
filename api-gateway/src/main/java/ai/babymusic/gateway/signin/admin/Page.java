package ai.babymusic.gateway.signin.admin;

import ai.babymusic.gateway.signin.protocol.AuthError;

/**
 * A part of a list, and the headers by which clients find the others.
 *
 * @param number from one
 * @param size of each page
 */
record Page(int number, int size) {

  private static final int DEFAULT_SIZE = 50;
  private static final int MAX_SIZE = 1_000;

  /**
   * Reads the parameters; an empty one was not sent.
   *
   * @throws AuthError if one of them is no positive number
   */
  static Page parse(String page, String perPage) {
    return new Page(
        page.isEmpty() ? 1 : positive("page", page),
        perPage.isEmpty() ? DEFAULT_SIZE : Math.min(MAX_SIZE, positive("per_page", perPage)));
  }

  long offset() {
    return (number - 1L) * size;
  }

  /** The {@code Link} header. Clients read the page from behind the first equals sign. */
  String links(String path, long total) {
    long last = Math.ceilDiv(total, size);
    String toLast = link(path, last, "last");
    return number < last ? link(path, number + 1L, "next") + ", " + toLast : toLast;
  }

  private String link(String path, long page, String relation) {
    return "<%s?page=%d&per_page=%d>; rel=\"%s\"".formatted(path, page, size, relation);
  }

  private static int positive(String name, String text) {
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw AuthError.validationFailed(
        "Bad Pagination Parameters: %s must be a positive number".formatted(name));
  }
}
