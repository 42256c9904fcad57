/// The product's version (Semantic Versioning).
enum Version {
    static let current = "0.1.0"
}
