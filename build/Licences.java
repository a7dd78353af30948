import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Reads a bill of materials (CycloneDX, XML) and fails for each component that comes under none of
 * the licences below; of several that it offers, one is enough.
 */
final class Licences {

  /** With all of them a service may be run, and its image given away. */
  private static final Set<String> ALLOWED =
      Set.of(
          "0BSD",
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "CDDL-1.0",
          "CDDL-1.1",
          "(CDDL-1.0 OR GPL-2.0-with-classpath-exception)",
          "EPL-1.0",
          "EPL-2.0",
          // Liquibase 5, in provision alone: any use but a competing product of theirs.
          "FSL-1.1-ALv2",
          "LGPL-2.1-only",
          "LGPL-2.1-or-later",
          "MIT",
          "MIT-0",
          "MPL-2.0",
          "UPL-1.0",
          // As some call theirs, instead of by the names that SPDX has.
          "Go License",
          "LGPL 2.1 license",
          "LGPL v2.1+",
          "Public Domain");

  private static final XPath PATH = XPathFactory.newInstance().newXPath();

  public static void main(String[] args) throws Exception {
    Node bom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of(args[0]).toFile())
            .getDocumentElement();
    List<Node> components = nodes(bom, "*[local-name()='components']/*");
    boolean clean = true;
    for (Node component : components) {
      List<String> offered =
          nodes(
                  component,
                  "*[local-name()='licenses']//*[local-name()='id' or local-name()='name'"
                      + " or local-name()='expression']")
              .stream()
              .map(Node::getTextContent)
              .toList();
      if (offered.stream().noneMatch(ALLOWED::contains)) {
        clean = false;
        System.err.println(component.getAttributes().getNamedItem("bom-ref") + " " + offered);
      }
    }
    if (!clean) {
      System.err.println("Not among the licences of build/Licences.java");
      System.exit(1);
    }
    System.out.println(components.size() + " components, all under licences that may be used");
  }

  private static List<Node> nodes(Node from, String path) throws Exception {
    NodeList found = (NodeList) PATH.evaluate(path, from, XPathConstants.NODESET);
    return IntStream.range(0, found.getLength()).mapToObj(found::item).toList();
  }
}
