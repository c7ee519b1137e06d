/// Texts that have broken documents elsewhere, each alone and in company.
enum NaughtyStrings {
  /// Every seed as it is, among words, twice, and between spaces; some three hundred and fifty texts.
  static let all: [String] = seeds.flatMap { [$0, "a\($0)b", "x \($0) y", $0 + $0, " \($0) "] }

  static let seeds: [String] = [
    // Markup of HTML, and ways out of it
    "<script>alert(1)</script>", "</td></tr></table><h1>x</h1>", "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>", "' onmouseover='alert(1)", "<!-- x -->", "--><b>", "<![CDATA[x]]>", "]]>",
    "</style><script>x</script>", "</title>", "<?php echo 1 ?>", "<a href=\"javascript:alert(1)\">x</a>",
    "&amp;", "&lt;b&gt;", "&#60;", "&#x3c;script&#x3e;", "&copy", "&nbsp;", "&", "&&amp;&", "AT&T", "<", ">",
    "<>",
    "a<b>c", "<http://e.org>", "<me@e.org>", "\"", "'", "\"'`",
    // Markup of Markdown
    "# h", "## h ##", "#", "- x", "+ x", "* x", "-", "---", "***", "___", "===", "1. x", "1) x", "12345.",
    "> q",
    "```sql table", "~~~", "`", "``", "`a`", "`` a ` b ``", "*x*", "**x**", "_x_", "__x__", "a_b_c", "_",
    "~~x~~",
    "[x](javascript:alert(1))", "![x](http://e.org/x.png)", "[x]: http://e.org", "[x]", "[^1]", "[ ] x",
    "|", "\\|", "\\\\|", "a|b|c", "| a | b |", "\\", "\\\\", "\\*", "a\\", ":-", ":--:", "| --- |",
    "https://e.org/a_b_c", "www.e.org", "http://", ":tada:", "@someone", "#12", "$x$", "$$x$$", "^x^", "==x==",
    "{% raw %}", "{{x}}", "${x}", "%s%n", "`=client`", "`sql select 1`",
    // Line ends and spaces
    "a\nb", "a\n\nb", "a\n# b", "a\n- b", "a\n| b |", "\n", "a\tb", "\tx", "    code", "a  \nb", "a\\\nb",
    "a  b",
    "\u{A0}x\u{A0}", "\u{2028}", "\u{2029}", "\u{200B}", "\u{FEFF}",
    // Scripts, directions, combinations
    "\u{202B}x\u{202C}", "\u{2066}x\u{2069}", "\u{200F}abc", "مرحبا", "שלום", "日本語", "👩‍👩‍👧‍👦", "🇨🇭", "e\u{301}",
    "Z͑ͫ̓ͪ̂ͫ̽a̴l̵g̶o",
    "ﷺ", "ĂȘ", "𝕏", "\u{1F469}\u{200D}", "İı", "ß",
    // Words that mean something to somebody else
    "null", "NULL", "true", "0", "-1", "1e3", "=1+1", "+1", "@SUM(1)", "'; drop table field; --",
    "../../etc/passwd",
    "C:\\new\\table", "file:///etc/passwd", "data:text/html,x", "open", "—",
  ]

  /// Texts that no format can carry as they are, and what is shown for them.
  static let replaced: [(captured: String, shown: String)] = [
    ("a\0b", "a␀b"), ("\u{1B}[31mred", "␛[31mred"), ("a\rb", "a\nb"), ("a\r\nb", "a\nb"), ("a\u{7F}", "a␡"),
    ("\u{85}x", "\u{FFFD}x"), ("\(Unicode.Scalar(0xFFFE as UInt16)!)x", "\u{FFFD}x"),
    ("\(Unicode.Scalar(0xFDD0 as UInt16)!)", "\u{FFFD}"), ("\u{8}\u{C}", "␈␌"),
    ("\u{202E}txt.exe", "⟨U+202E⟩txt.exe"), ("a\u{202D}b", "a⟨U+202D⟩b"),
  ]
}
