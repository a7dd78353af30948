package ai.babymusic.systemtests.provider;

import static ai.babymusic.systemtests.provider.Fault.failed;
import static ai.babymusic.systemtests.provider.Fault.ready;

import java.util.List;
import java.util.stream.Stream;

/**
 * What goes wrong, and how it ends. What takes longer than a test may (a call that is never heard
 * of, a song that is given up, audio that trickles) is tested beside the worker.
 */
final class FaultTable {

  private static final String NOT_COMPOSED = "This song could not be composed.";
  private static final String NO_SOUND = "The song was composed, but came without sound.";
  private static final String NOT_FETCHED =
      "The song was composed, but its recording could not be fetched.";
  private static final String NOT_TAKEN = "The music studio could not take this song.";
  private static final String BUSY = "The music studio has too much to do just now.";
  private static final String NOT_ACCEPTED =
      "The music studio did not accept the words of this song.";

  private FaultTable() {}

  static List<Fault> all() {
    return Stream.of(inTime(), inWords(), inTheCall(), inTheTask(), inTheAudio())
        .flatMap(List::stream)
        .toList();
  }

  /** The same news at another time, in another order, twice, or not at all. */
  private static List<Fault> inTime() {
    return List.of(
        ready("all goes well", "[]", 1),
        ready("late", "[{'fault':'late','seconds':9}]", 1),
        ready("all webhooks lost", "[{'fault':'lost'}]", 1),
        ready("each webhook doubled", "[{'fault':'doubled'}]", 1),
        ready("webhooks reordered", "[{'fault':'reordered'}]", 1),
        ready("reordered and doubled", "[{'fault':'doubled'},{'fault':'reordered'}]", 1),
        ready("no webhook at creation", "[{'fault':'no_creation_webhook'}]", 1),
        ready("webhook before the answer", "[{'fault':'slow_create','seconds':2}]", 1),
        ready("failed at first, then finished", "[{'fault':'failed_at_first'}]", 1),
        ready("output before its audio", "[{'fault':'early_output'}]", 1));
  }

  /** The same news in other words. */
  private static List<Fault> inWords() {
    return List.of(
        ready("capitalised statuses", "[{'fault':'capitalised'}]", 1),
        ready(
            "statuses of other models",
            "[{'fault':'renamed','statuses':"
                + "{'pending':'staged','processing':'starting','completed':'success'}}]",
            1),
        ready(
            "a status nobody knows", "[{'fault':'renamed','statuses':{'processing':'retry'}}]", 1),
        ready("bare task in a webhook", "[{'fault':'envelope','as':'bare'}]", 1),
        ready("flat webhook", "[{'fault':'envelope','as':'flat'}]", 1),
        ready("webhook like an answer", "[{'fault':'envelope','as':'coded'}]", 1),
        ready("output in clips", "[{'fault':'output_of','model':'music-s'}]", 1),
        ready("output in one link", "[{'fault':'output_of','model':'Qubico/ace-step'}]", 0));
  }

  private static List<Fault> inTheCall() {
    return List.of(
        ready("answer to the order cut off", "[{'fault':'lost_create_answer'}]", 1),
        // Ordered again when the page came, it would be two tasks, for the first tells late of
        // itself.
        ready(
            "a proxy's page with 502, and the order taken",
            "[{'fault':'lost_create_answer','status':502},"
                + "{'fault':'lost','webhooks':['created','processing','logs']}]",
            1),
        ready("answer to the order never comes", "[{'fault':'slow_create'}]", 1),
        ready("500 once", once("'status':500"), 1),
        ready("a proxy's page with 503 once", once("'status':503,'as':'html'"), 1),
        ready("500 in a body with 200 once", once("'status':500,'as':'in_body'"), 1),
        ready("no credits once", once("'status':402"), 1),
        ready("key refused once", once("'status':401"), 1),
        ready("plan refused once", once("'status':403"), 1),
        ready("429 with a time once", once("'status':429,'retry_after':1"), 1),
        ready("429 without a time once", once("'status':429"), 1),
        failed("400", refused(400), NOT_TAKEN).after(1, 0, 0),
        failed("404 after a withdrawal", refused(404), NOT_TAKEN).after(1, 0, 0),
        failed(
                "words not allowed",
                "[{'fault':'create_status','status':400,'message':'flagged by moderation'}]",
                NOT_ACCEPTED)
            .forGood()
            .after(1, 0, 0));
  }

  private static List<Fault> inTheTask() {
    return List.of(
        failed("failed", "[{'fault':'failed'}]", NOT_COMPOSED),
        failed("failed with code 0", "[{'fault':'failed','code':0,'message':''}]", NOT_COMPOSED),
        failed("failed, capitalised", "[{'fault':'failed'},{'fault':'capitalised'}]", NOT_COMPOSED),
        failed("upstream limit", "[{'fault':'failed','message':'suno api status: 429'}]", BUSY),
        failed(
                "words not allowed in the end",
                "[{'fault':'failed','message':'content policy'}]",
                NOT_ACCEPTED)
            .forGood(),
        ready(
                "task without credits once",
                "[{'fault':'failed','code':500,'message':"
                    + "\"user doesn't have enough credits\",'next':1}]",
                1)
            .after(2, 2, 1),
        ready("second song without a path", "[{'fault':'partial'}]", 0),
        ready("first song without a path", "[{'fault':'partial','tracks':[1]}]", 0),
        ready("second song unfinished", "[{'fault':'partial','lack':'FINISHED'}]", 0),
        failed("no song has a path", "[{'fault':'partial','tracks':[1,2]}]", NO_SOUND)
            .after(1, 1, 1),
        failed("finished without output", "[{'fault':'no_output'}]", NO_SOUND).after(1, 1, 1));
  }

  private static List<Fault> inTheAudio() {
    return List.of(
        ready("expired link", "[{'fault':'expired_audio'}]", 1),
        ready("second audio missing", "[{'fault':'audio','as':'missing','tracks':[2]}]", 0),
        unfetched("audio missing", "missing"),
        unfetched("audio empty", "empty"),
        unfetched("a page for audio", "html"),
        unfetched("audio cut off half-way", "truncated"),
        unfetched("audio too large", "too_large"),
        unfetched("audio redirected into our network", "redirect_private"));
  }

  private static Fault unfetched(String name, String as) {
    return failed(name, "[{'fault':'audio','as':'" + as + "'}]", NOT_FETCHED).after(1, 1, 1);
  }

  private static String once(String how) {
    return "[{'fault':'create_status'," + how + ",'next':1}]";
  }

  private static String refused(int status) {
    return "[{'fault':'create_status','status':" + status + "}]";
  }
}
