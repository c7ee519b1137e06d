/// The style of the page. Class names are one letter where there are many: t table region, w wide table,
/// i and v less and more so, f figures, k line above a title, s summary, c contents, l author's link; states see `State.Kind`.
enum Stylesheet {
  /// Type, layout and tables on a screen, light and dark.
  ///
  /// The first column of a wide table stays in sight for 800 rows: with ten thousand such cells Chromium
  /// takes four times as long to lay a page out.
  static let screen = """
    :root{--bg:#faf9f6;--card:#fff;--ink:#1c2523;--soft:#56625f;--line:#dedbd2;--faint:#edebe4;\
    --accent:#0a5a54;--tint:#eaf2f0;--mark:#fff1c9;--shade:0 1px 2px #1c25230f;
    --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;
    --serif:Charter,"Bitstream Charter","Iowan Old Style","Source Serif 4",Cambria,"Noto Serif",Georgia,serif;
    --mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
    @media (prefers-color-scheme:dark){:root{--bg:#12181a;--card:#182022;--ink:#e4e9e6;--soft:#a2aeaa;\
    --line:#324043;--faint:#232d2f;--accent:#74cfc3;--tint:#1b2c2c;--mark:#4a3d12;--shade:none}}
    *{box-sizing:border-box}
    html{scroll-padding-top:1.5rem;-webkit-text-size-adjust:100%}
    body{margin:0;display:grid;grid-template-columns:16.5rem minmax(0,1fr);background:var(--bg);\
    color:var(--ink);font:16px/1.6 var(--sans);font-variant-numeric:tabular-nums}
    a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:1px}
    a:hover{text-decoration-thickness:2px}
    :focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:3px}
    .skip{position:absolute;left:-99rem;top:.5rem;padding:.5rem 1rem;background:var(--card);z-index:9}
    .skip:focus{left:.5rem}
    .rail{position:sticky;top:0;height:100vh;overflow-y:auto;padding:2.2rem 1.1rem 2rem 1.5rem;\
    border-right:1px solid var(--line);font-size:.9rem;line-height:1.4}
    .rail p{margin:0 0 1.1rem;font:600 1.02rem/1.35 var(--serif)}
    .rail p a{color:var(--ink);text-decoration:none;overflow-wrap:anywhere}
    .rail ol{margin:0;padding:0;list-style:none;counter-reset:d}
    .rail li a{display:flex;gap:.7em;padding:.34rem .6rem;margin:0 -.6rem;border-radius:6px;color:var(--soft);\
    text-decoration:none;overflow-wrap:anywhere}
    .rail li a::before{counter-increment:d;content:counter(d);flex:0 0 1.3em;text-align:right;opacity:.85}
    .rail li a:hover{background:var(--tint);color:var(--ink)}
    main{padding:0 clamp(1.1rem,4vw,4rem) 4rem;max-width:92rem;min-width:0}
    h1,h2,h3,h4,h5,h6{font-family:var(--serif);line-height:1.2;font-weight:600;overflow-wrap:anywhere;\
    text-wrap:balance}
    h2{font-size:2rem;margin:0;letter-spacing:-.01em}
    h3{font-size:1.38rem;margin:2.6rem 0 .7rem}
    h4{font-size:1.13rem;margin:2rem 0 .5rem}
    h5,h6{font-size:1rem;margin:1.6rem 0 .4rem}
    h3 code,h4 code,h5 code,h6 code{font-size:.72em;font-weight:400;color:var(--soft)}
    p,ul,ol,blockquote{max-width:72ch}
    p,ul,ol,dl,pre,.t,blockquote{margin:.8rem 0}
    p,li,dd{overflow-wrap:anywhere;white-space:pre-line}
    ul,ol{padding-left:1.5rem}ul,ol,nav li{white-space:normal}
    li+li{margin-top:.2rem}
    li>p:first-child{margin-top:0}
    blockquote{margin-left:0;padding:.1rem 1.2rem;border-left:3px solid var(--accent);background:var(--tint);\
    border-radius:0 6px 6px 0}
    hr{border:0;border-top:1px solid var(--line);margin:2.5rem 0}
    code,main a:not([class]){font-family:var(--mono);font-size:.875em;overflow-wrap:anywhere}
    pre{padding:1rem 1.2rem;overflow:auto;background:var(--card);border:1px solid var(--line);border-radius:8px;\
    line-height:1.45}
    .k{margin:0 0 .5rem;font-size:.8rem;letter-spacing:.07em;text-transform:uppercase;color:var(--soft)}
    .s{font-size:1.1rem;color:var(--soft);margin:.6rem 0 0}
    .cover{position:relative;padding:4.2rem 0 2.6rem}
    .cover::before,.cover::after{content:"";position:absolute;right:.75rem;background:var(--accent)}
    .cover::before{top:0;width:2px;height:5.6rem}
    .cover::after{top:5.4rem;width:1.1rem;height:1.5rem;margin-right:-.5rem;\
    clip-path:polygon(12% 0,88% 0,100% 26%,50% 100%,0 26%)}
    .cover h1{font-size:clamp(2.1rem,5vw,3.4rem);margin:0;max-width:22ch;letter-spacing:-.018em;line-height:1.08}
    .cover .client{font-size:1.2rem;margin:.7rem 0 0;color:var(--soft)}
    .standing{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1.1rem;margin:1.5rem 0 0;color:var(--soft)}
    .standing b{font-size:.95rem;padding:.22rem .8rem}
    .note{font-size:.85rem;color:var(--soft)}
    .f{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:.8rem;margin:1.4rem 0}
    .f div{padding:.85rem 1rem .8rem;background:var(--card);border:1px solid var(--line);\
    border-top:3px solid var(--accent);border-radius:3px 3px 8px 8px;box-shadow:var(--shade)}
    .f dt{font-size:.84rem;line-height:1.35;color:var(--soft)}
    .f dd{margin:.2rem 0 0;font:600 1.5rem/1.25 var(--serif)}
    .f dd b{font-size:1rem}
    article{padding:3.2rem 0 .5rem;border-top:1px solid var(--line);margin-top:1.8rem}
    article>header{margin-bottom:1.7rem}
    .c{margin-top:1.1rem;font-size:.92rem}
    .c ul{margin:0;padding:0;max-width:none;list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;\
    max-height:15rem;overflow-y:auto}
    .c li{margin:0}
    main .c a{font:inherit}
    .t{max-height:84vh;overflow:auto;background:var(--card);border:1px solid var(--line);border-radius:8px;\
    box-shadow:var(--shade);content-visibility:auto;contain-intrinsic-size:auto 24rem;width:fit-content;\
    max-width:100%}
    table{border-collapse:separate;border-spacing:0;font-size:.9rem;line-height:1.45}
    caption{padding:.7rem .9rem .5rem;text-align:left;font-weight:600;position:sticky;left:0}
    th,td{padding:.5rem .9rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--faint);max-width:38ch}
    th,td{min-width:9ch}
    td{white-space:pre-wrap;overflow-wrap:break-word}
    td code,main td a:not([class]){overflow-wrap:break-word}
    .inside{display:none}
    th{position:sticky;top:0;z-index:1;background:var(--tint);border-bottom:1px solid var(--line);\
    font-weight:600;font-size:.84rem;line-height:1.3;vertical-align:bottom}
    tr:last-child td{border-bottom:0}
    tbody tr:hover td{background:var(--tint)}
    .w table{width:max-content}
    .w th:first-child,.w tr:nth-child(-n+800) td:first-child{position:sticky;left:0}
    .w th:first-child,.w td:first-child{border-right:1px solid var(--line)}
    .w td:first-child{background:var(--card)}
    .w th:first-child{z-index:2}
    :target{scroll-margin-top:4rem}
    code:target,.t tr:has(:target) td{background:var(--mark)}
    footer{margin-top:4rem;padding-top:1rem;border-top:1px solid var(--line);font-size:.85rem;color:var(--soft);\
    overflow-wrap:anywhere}
    @media (max-width:60rem){body{display:block}
    .rail{height:auto;z-index:5;background:var(--bg);padding:.4rem 1.1rem;border:0;\
    border-bottom:1px solid var(--line);overflow-x:auto}
    .rail p{display:none}.rail ol{display:flex;gap:.2rem}
    .rail li{flex:none;margin:0}.rail li a{margin:0;gap:.4em}.rail li a::before{flex-basis:auto}
    html{scroll-padding-top:4rem}
    th,td{max-width:30ch;padding:.45rem .7rem}.i table{width:max-content}
    .cover{padding-top:3.2rem}.cover::before{height:2.2rem}.cover::after{top:2rem}
    h2{font-size:1.65rem}.f{grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr))}
    .w th:first-child,.w td:first-child{max-width:45vw}}

    """

  /// States and severities: a word, a shape, and a colour. The shape has no spoken form, the word has.
  static let states: String = {
    var css = """
      b[class]{display:inline-block;padding:0 .55em;border-radius:1em;border:1px solid #0000;font-weight:600;\
      font-size:.86em;line-height:1.5;white-space:nowrap;font-family:var(--sans)}
      b[class]::before{margin-right:.4em;font-weight:400}
      .o{color:#744500;background:#fff3d6;border:1px dashed #b97f1c!important}
      .p{color:#1d4c8a;background:#e8f0fb}.a{color:#155c36;background:#e4f3e9}
      .d{color:#55447f;background:#f0ecf9}.r{color:#4f5a57;background:#eceeed}
      .B{color:#fff;background:#a3162b}.M{color:#863600;background:#fdeadb;border-color:#d98a4e!important}
      .m{color:#4f5a57;background:#eceeed}.x{color:var(--ink);background:var(--faint)}
      @media (prefers-color-scheme:dark){
      .o{color:#ffd58a;background:#3a2c0c;border-color:#a97c2c!important}.p{color:#a9cbff;background:#1b2c47}
      .a{color:#97dfb3;background:#143322}.d{color:#cdbdf7;background:#2b2440}.r{color:#b9c4c0;background:#293335}
      .B{color:#fff;background:#b3203a}.M{color:#ffbf93;background:#40230f;border-color:#9c5b2c!important}
      .m{color:#b9c4c0;background:#293335}}

      """
    for kind in State.Kind.allCases {
      css += ".\(kind.cssClass)::before{content:\"\(kind.shape)\";content:\"\(kind.shape)\"/\"\"}\n"
    }
    return css
  }()

  /// How the columns of numbers, and centred ones, are aligned: `n3` on a table is its third column.
  static let columns: String = {
    func rule(_ letter: String, _ style: String) -> String {
      let cells = (1...HTMLWriter.mostColumns).map { ".\(letter)\($0) :is(td,th):nth-child(\($0))" }
      return cells.joined(separator: ",") + "{\(style)}\n"
    }
    return rule("n", "text-align:right") + rule("c", "text-align:center")
  }()

  /// Paper: a title page with contents, each document on a new page, turned paper where a table is wide,
  /// and rows never cut. A very wide table is set as records, a value under the title of its column,
  /// which the table's `--c1`, `--c2` … hold.
  static let print: String = {
    let titles = (1...HTMLWriter.mostColumns).map { ".v td:nth-child(\($0))::before{content:var(--c\($0))}" }
    return """
      @page{size:A4;margin:17mm 15mm 18mm;\
      @bottom-left{font:7.5pt sans-serif;color:#56625f;width:85%}\
      @bottom-right{font:7.5pt sans-serif;color:#56625f;content:counter(page) " / " counter(pages)}}
      @page wide{size:A4 landscape}
      @media print{:root{--bg:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--faint:#ddd;--accent:#0a5a54;\
      --tint:#f0f3f2;--shade:none;color-scheme:light}
      *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
      body{display:block;font-size:10pt}.rail,.skip,footer,.c{display:none}
      main{padding:0;max-width:none}
      .inside{display:block;margin-top:14mm}.inside ol{list-style:none;padding:0;max-width:none}
      .inside li{border-bottom:1px solid var(--faint);padding:1.6mm 0;margin:0}
      .inside span{float:right;color:var(--soft)}
      article{break-before:page;border:0;margin:0;padding:0}
      article:has(.w){page:wide}
      h1,h2,h3,h4,h5,h6,caption{break-after:avoid}
      .t{max-height:none;overflow:visible;border-radius:0;box-shadow:none;content-visibility:visible;width:auto}
      table{font-size:8pt;width:100%}
      th,td{position:static!important;padding:1.2mm 1.6mm;max-width:none;min-width:0}
      td,td code,main td a:not([class]){overflow-wrap:anywhere}
      .t table{width:100%}.w table{font-size:7pt}.w th,.w td{padding:.9mm 1.1mm}
      .v thead{display:none}.v table,.v tbody{display:block}
      .v tr{display:grid;grid-template-columns:repeat(7,1fr);gap:0 2mm;padding:1.5mm 0;\
      border-bottom:1px solid #888}
      .v{border:0}.v td{border:0!important;padding:.6mm 1mm;text-align:left!important}
      .v td::before{display:block;font-size:5.5pt;line-height:1.3;color:var(--soft)}
      thead{display:table-header-group}tr,.f div,li{break-inside:avoid}
      a{color:inherit;text-decoration:none}
      \(titles.joined(separator: "\n"))}

      """
  }()
}
