extension Stylesheet {
  /// Drawings: they keep their size and scroll, on a small screen, and fit on paper.
  static let drawings = """
    .fig{margin:1.2rem 0;max-width:100%}
    .fig figcaption{font-weight:600;margin:0 0 .5rem}
    .ds{overflow-x:auto;max-width:100%;padding:.6rem;background:var(--card);border:1px solid var(--line);\
    border-radius:8px;box-shadow:var(--shade);--bg:var(--card);width:fit-content}
    .ds svg{display:block;height:auto;max-width:none}
    .fig details{margin:.4rem 0 0;font-size:.9rem}.fig summary{cursor:pointer;color:var(--soft);width:fit-content}
    .fig .t{contain-intrinsic-size:auto 8rem}
    @media (min-width:60rem){.ds svg{max-width:100%}}
    @media print{.ds{overflow:visible;border:0;padding:0;box-shadow:none;width:auto}
    .ds svg{max-width:100%;min-width:0!important;max-height:118mm}
    .fig{break-inside:avoid}.fig details{display:none}}

    """ + (1...40).map { ".m\($0){min-width:\($0)00px}" }.joined() + "\n"
}
