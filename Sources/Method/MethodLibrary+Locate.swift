public import Diagnostics
import Files

extension MethodLibrary {
  /// Finds the folder that came with the program, and the overlay of a workbook.
  ///
  /// The built-in folder is the first of: `explicit` (the option `--method`); `PLUMBLINE_METHOD`;
  /// `<prefix>/share/plumbline` for a program in `<prefix>/bin`; the checkout that the program was built
  /// in, the nearest folder above it with `Package.swift` and `gaps/`. The overlay is the folder `method/`
  /// beside the workbook, if there is one. `executable` is the program's path; links are followed.
  ///
  /// A folder that was asked for by option or variable and does not hold a method is an error; the search
  /// does not go on, for it would end in files that nobody meant.
  public static func locate(
    explicit: String?, environment: [String: String], workbook: String?, executable: String
  ) throws(Diagnostic) -> MethodLibrary {
    MethodLibrary(
      builtIn: try builtIn(explicit: explicit, environment: environment, executable: executable),
      overlay: workbook.flatMap(overlay))
  }

  private static func overlay(beside workbook: String) -> String? {
    let folder = Files.join(Files.folder(of: workbook), "method")
    return Files.isFolder(folder) ? folder : nil
  }

  private static func builtIn(
    explicit: String?, environment: [String: String], executable: String
  ) throws(Diagnostic) -> String {
    if let folder = explicit {
      return try demanded(folder, by: "--method")
    }
    if let folder = environment["PLUMBLINE_METHOD"], !folder.isEmpty {
      return try demanded(folder, by: "PLUMBLINE_METHOD")
    }
    let program = Files.resolved(executable) ?? executable
    let installed = Files.join(Files.folder(of: Files.folder(of: program)), "share/plumbline")
    if holdsMethod(installed) { return installed }
    var above = Files.folder(of: program)
    while !above.isEmpty {
      if holdsMethod(above), Files.exists(Files.join(above, "Package.swift")) { return above }
      if above == "/" { break }
      above = Files.folder(of: above)
    }
    throw Diagnostic(
      "method-not-found", "The method files (gaps, proposals, rates, templates, workshops) were not found.",
      notes: [
        "--method: not given", "PLUMBLINE_METHOD: not set", "\(installed): no folder `gaps` in it",
        "above \(Files.folder(of: program)): no folder with Package.swift and gaps/",
      ],
      remedies: ["plumbline --method DIR …", "script/install --prefix DIR"])
  }

  private static func demanded(_ folder: String, by source: String) throws(Diagnostic) -> String {
    if holdsMethod(folder) { return folder }
    throw Diagnostic(
      "method-not-found", "\(folder) holds no method files.", at: Place(file: folder),
      reason: Files.isFolder(folder) ? "There is no folder `gaps` in it." : "There is no such folder.",
      notes: ["\(source) names it"], exit: .usage)
  }

  private static func holdsMethod(_ folder: String) -> Bool { Files.isFolder(Files.join(folder, "gaps")) }
}
