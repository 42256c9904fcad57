import Foundation

/// The one form of a container that has no room for anything but its files: stored entries in order, fixed headers,
/// no comments, no gaps.
///
/// Files are signed, the ZIP around them is not. A signer that writes this form says so under its signature, and then
/// every single byte of the package is either a file's or one that could not be another.
enum PackageForm {
    /// What a signature says about the container it was made for.
    static let canonical = "canonical"

    static func bytes(of package: OFDPackage) throws -> Data { try package.written(compression: .stored) }

    static func isCanonical(_ package: OFDPackage, _ original: Data) -> Bool {
        (try? bytes(of: package)) == original
    }
}
