import Testing

@testable import Drawings

@Suite("A graph as text")
struct GraphTextTests {
  static let graph = Graph(
    groups: [Graph.Group("crm", "CRM & co")],
    nodes: [
      Graph.Node("a", "Say \"hi\" \\N", note: "first", group: "crm", look: .record),
      Graph.Node("b", "<b>#1</b>", look: .suppress),
    ],
    edges: [
      Graph.Edge("a", "b", label: "a|b", twoWay: true, look: .strong), Graph.Edge("b", "a", look: .undecided),
      Graph.Edge("a", "nowhere"),
    ])

  @Test("is DOT whose words are quoted")
  func dot() {
    #expect(
      Self.graph.dot == #"""
        digraph {
          rankdir=LR;
          node [shape=box, fontname="sans-serif", fontsize=11];
          edge [fontname="sans-serif", fontsize=10];
          subgraph cluster_0 {
            label="CRM &amp; co";
            n0 [label="Say \"hi\" \\N\nfirst", peripheries=2];
          }
          n1 [label="<b>#1</b>", shape=octagon, style=dashed, color="#a3162b"];
          n0 -> n1 [label="a|b", penwidth=2, dir=both];
          n1 -> n0 [style=dotted, color="#9a6200"];
        }

        """#)
  }

  @Test("is Mermaid whose words are quoted")
  func mermaid() {
    #expect(
      Self.graph.mermaid == #"""
        flowchart LR
          subgraph g0["CRM #38; co"]
            n0[["Say #34;hi#34; #92;N<br>first"]]
          end
          n1>"#60;b#62;#35;1#60;/b#62;"]
          n0 <==>|"a#124;b"| n1
          n1 -.-> n0
          classDef suppress stroke:#c2334a,stroke-dasharray:6 4
          class n1 suppress
          linkStyle 1 stroke:#b97f1c,stroke-dasharray:1 4

        """#)
  }

  @Test(
    "is Mermaid without lists and pictures",
    arguments: [
      ("1. Send", "1#46; Send"), ("12) Send", "12#41; Send"), ("- none", "#45; none"),
      ("3.5 h, v1.", "3#46;5 h, v1."),
      ("fa:fa-car", "fa#58;fa-car"), ("a: b", "a: b"), ("", " "),
    ])
  func mermaidWords(text: String, escaped: String) {
    #expect(mermaidText(text) == "\"\(escaped)\"")
  }

  @Test("has words of one line, of bounded length, with nothing that turns them")
  func hostileWords() {
    #expect(words("  a\r\n b\t\tc  ") == "a b c")
    #expect(words("exe\u{202E}txt") == "exe⟨U+202E⟩txt")
    #expect(words("a\u{0}\u{1B}") == "a␀␛")
    #expect(words(String(repeating: "x", count: 10_000), atMost: 10) == "xxxxxxxxxx…")
  }
}
