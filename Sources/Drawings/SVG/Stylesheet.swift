/// What all drawings have in common.
public enum Drawing {
  /// The colours that are others on a dark page.
  private static let dark = "--dg:#79cf9b;--dr:#ff8fa0;--dv:#bda6f5;--db:#8dbdf5;--da:#f0bd62"

  /// The style of drawings, for a page that holds some, or a file that is one.
  ///
  /// Colours come from the page's own where it has them. Class names: dr a drawing, n a node, e an edge,
  /// h its head, f a frame; the looks by their names; c charts.
  public static let stylesheet = """
    .dr{--dg:#1b7340;--dr:#b01e38;--dv:#6a4bb0;--db:#1d5fa8;--da:#8a5a00;\
    --df:var(--card,#fff);--di:var(--ink,#1c2523);--ds:var(--soft,#56625f);--dl:var(--line,#dedbd2);\
    --dt:var(--tint,#eaf2f0);--dc:var(--accent,#0a5a54);--dp:var(--bg,#fff);\
    font:13px/1.2 Helvetica,Arial,"Liberation Sans",sans-serif;fill:none;stroke-linejoin:round}
    @media (prefers-color-scheme:dark){.dr:not([data-colours=light] .dr){\(dark)}}
    [data-colours=dark] .dr{\(dark)}
    @media print{.dr.dr.dr{--dg:#1b7340;--dr:#b01e38;--dv:#6a4bb0;--db:#1d5fa8;--da:#8a5a00}}
    .dr text{fill:var(--di);text-anchor:middle;dominant-baseline:central;unicode-bidi:plaintext;stroke:none}
    .dr text[text-anchor=start]{text-anchor:start}.dr text[text-anchor=end]{text-anchor:end}
    .dr .s{font-size:11px;fill:var(--ds)}.dr .g{font-size:12px;font-weight:600;fill:var(--ds)}
    .dr .l{font-size:11px;paint-order:stroke;stroke:var(--dp);stroke-width:4px}
    .dr .da{text-decoration:none;font:inherit}.dr a:hover text,.dr a:focus text{text-decoration:underline}
    .dr a:focus-visible{outline:2px solid var(--dc);outline-offset:2px}
    .dr .n{fill:var(--df);stroke:var(--ds);stroke-width:1.2}
    .dr .f{fill:var(--dt);fill-opacity:.55;stroke:var(--dl);stroke-width:1}
    .dr .e{stroke:var(--ds);stroke-width:1.4}.dr .h{fill:var(--ds);stroke:none}
    .dr .n.strong{stroke:var(--di);stroke-width:2.6}.dr .n.record{stroke:var(--di);stroke-width:1.4}
    .dr .n.quiet{stroke-dasharray:2 3}.dr .n.terminal{fill:var(--dt);stroke:var(--di)}
    .dr .n.invoke{stroke:var(--dg);stroke-width:1.8}
    .dr .n.suppress{stroke:var(--dr);stroke-width:1.8;stroke-dasharray:6 4}
    .dr .n.override{stroke:var(--dv);stroke-width:2.8}.dr .n.manual{stroke:var(--db);stroke-width:1.8}
    .dr .n.undecided{stroke:var(--da);stroke-width:1.8;stroke-dasharray:2 3}
    .dr .e.strong{stroke:var(--di);stroke-width:3}.dr .h.strong{fill:var(--di)}
    .dr .e.dashed{stroke-dasharray:6 4}.dr .e.quiet{stroke-dasharray:1.5 4}
    .dr .e.invoke{stroke:var(--dg)}.dr .h.invoke{fill:var(--dg)}
    .dr .e.suppress{stroke:var(--dr);stroke-dasharray:6 4}.dr .h.suppress{fill:var(--dr)}
    .dr .e.override{stroke:var(--dv);stroke-width:2.8}.dr .h.override{fill:var(--dv)}
    .dr .e.manual{stroke:var(--db);stroke-dasharray:12 3}.dr .h.manual{fill:var(--db)}
    .dr .e.undecided{stroke:var(--da);stroke-dasharray:2 4}.dr .h.undecided{fill:var(--da)}

    """ + Chart.stylesheet
}
