// swift-tools-version: 6.0
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
]

/// A library target of this package; the arrows between them are held by `Tests/RepositoryTests`.
func library(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

/// The tests of one target, in `Tests/<name>Tests`.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, exclude: exclude,
    swiftSettings: settings)
}

/// A system C library as a module: a module map and a shim header, nothing else.
func cLibrary(_ name: String, pkgConfig: String, apt: [String]) -> Target {
  .systemLibrary(
    name: name, path: "Sources/CLibraries/\(name)", pkgConfig: pkgConfig, providers: [.apt(apt)])
}

let package = Package(
  name: "plumbline",
  products: [.executable(name: "plumbline", targets: ["plumbline"])],
  targets: [
    cLibrary("CSQLite", pkgConfig: "sqlite3", apt: ["libsqlite3-dev"]),
    cLibrary(
      "CCMarkGFM", pkgConfig: "libcmark-gfm", apt: ["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]),
    cLibrary("CYAML", pkgConfig: "yaml-0.1", apt: ["libyaml-dev"]),
    cLibrary("CXLSXWriter", pkgConfig: "xlsxwriter", apt: ["libxlsxwriter-dev"]),
    cLibrary("CSodium", pkgConfig: "libsodium", apt: ["libsodium-dev"]),

    library("Diagnostics"),
    library("Files", ["Diagnostics"]),
    library("Formats", ["CYAML", "Diagnostics"]),
    library("Method", ["Files", "Formats", "Diagnostics"]),
    library("Catalogue", ["Diagnostics"]),
    library("Database", ["CSQLite", "Diagnostics"]),
    library("Digests", ["CSodium"]),
    library(
      "Workbook", ["Database", "Catalogue", "Digests", "Files", "Diagnostics"],
      resources: [.embedInCode("Schema")]),
    library(
      "Agreements", ["Workbook", "Database", "Catalogue", "Digests", "Formats", "Files", "Diagnostics"]),
    library("Intake", ["Catalogue", "Formats", "Diagnostics"]),
    library("Gaps", ["Workbook", "Database", "Catalogue", "Method", "Formats", "Diagnostics"]),
    library("Workshops", ["Gaps", "Workbook", "Database", "Catalogue", "Method", "Formats", "Diagnostics"]),
    library("Estimation", ["Method", "Formats", "Diagnostics"]),
    library(
      "Documents",
      [
        "CCMarkGFM", "Database", "Workbook", "Method", "Drawings", "Files", "Formats", "Spreadsheet",
        "Diagnostics",
      ], resources: [.embedInCode("Page")]),
    library("Spreadsheet", ["CXLSXWriter", "Diagnostics"]),
    library("Drawings", ["Formats", "Programs", "Diagnostics"]),
    library("Programs", ["Diagnostics"]),
    library("Traces", ["Workbook", "Database", "Terminal", "Diagnostics"]),
    library(
      "Proposals", ["Workbook", "Database", "Catalogue", "Method", "Formats", "Diagnostics"]),
    library("Terminal", ["Diagnostics"]),
    library("CommandLineKit", ["Diagnostics"]),
    library(
      "Commands",
      [
        "Agreements", "Catalogue", "CommandLineKit", "Database", "Diagnostics", "Digests", "Documents",
        "Drawings", "Estimation", "Files", "Formats", "Gaps", "Intake", "Method", "Programs", "Proposals",
        "Terminal", "Traces", "Workbook", "Workshops",
      ]),
    .executableTarget(name: "plumbline", dependencies: ["Commands"], swiftSettings: settings),

    tests("Diagnostics"),
    tests("Files"),
    tests("Formats"),
    tests("Method"),
    tests("Catalogue"),
    tests("Database"),
    tests("Digests"),
    tests("Workbook", ["Catalogue", "Database", "Digests"]),
    tests(
      "Workshops",
      ["Agreements", "Commands", "CommandLineKit", "Catalogue", "Gaps", "Method", "Terminal", "Workbook"]),
    tests(
      "Agreements", ["Workbook", "Database", "Catalogue", "Commands", "Digests", "Formats", "Terminal"],
      exclude: ["independent.py"]),
    tests("Intake", ["Catalogue", "Formats"]),
    tests("Gaps", ["Commands", "Workbook", "Method", "Formats"], exclude: ["reports.py"]),
    tests("Estimation", ["Formats", "Method"], exclude: ["independent.py"]),
    tests("Documents", ["Drawings", "Workbook", "Database", "Files", "Formats"], exclude: ["read_xlsx.py"]),
    tests("Spreadsheet"),
    tests("Drawings", ["Programs"]),
    tests("Programs"),
    tests("Traces"),
    tests("Proposals", ["Commands", "Method", "Terminal", "Diagnostics", "Catalogue"]),
    tests("Terminal"),
    tests("CommandLineKit"),
    tests(
      "Commands", ["Workbook", "Terminal", "Files", "Formats"], exclude: ["read_pack.py", "trace_page_one.py"]),
    .testTarget(name: "BinaryTests", exclude: ["browser"], swiftSettings: settings),
    .testTarget(
      name: "RepositoryTests", dependencies: ["Catalogue", "Commands", "Gaps", "Method"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
