import NIOCore
import NIOSSL

extension TLSFiles {
    /// TLS 1.2 and up with these files.
    ///
    /// - Throws: `WebServerFault`, naming the file.
    func settings() throws(WebServerFault) -> TLSConfiguration {
        let chain: [NIOSSLCertificate]
        do { chain = try NIOSSLCertificate.fromPEMFile(certificate) } catch {
            throw .certificateUnreadable(path: certificate)
        }
        guard !chain.isEmpty else { throw .certificateUnreadable(path: certificate) }
        let secret: NIOSSLPrivateKey
        do { secret = try NIOSSLPrivateKey(file: key, format: .pem) } catch { throw .keyUnreadable(path: key) }
        var settings = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(secret))
        settings.minimumTLSVersion = .tlsv12
        // Many clients never say goodbye; stopping must not wait for them.
        settings.shutdownTimeout = .milliseconds(500)
        settings.applicationProtocols = ["http/1.1"]
        return settings
    }
}

/// Why the server cannot start.
public enum WebServerFault: Error, Equatable {
    case certificateUnreadable(path: String)
    case keyUnreadable(path: String)
    case cannotListen(host: String, port: Int, cause: String)
}
