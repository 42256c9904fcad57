/// Locations in the files of signatures.
enum SignedPath {
    /// The path that a location in a file means, without a leading slash.
    static func resolved(_ location: String, from file: String) throws(SigningFailure) -> String {
        do {
            return try PackagePath.resolved(location, from: file)
        } catch {
            throw .signatureFile("\(error)")
        }
    }
}
