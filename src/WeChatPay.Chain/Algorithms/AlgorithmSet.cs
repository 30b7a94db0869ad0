using System.Security.Cryptography;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Algorithms;

/// <summary>The algorithms of a client: the built-in ones, then those of its suites.</summary>
internal sealed class AlgorithmSet(IEnumerable<AlgorithmSuite> suites)
{
    private readonly AlgorithmSuite[] _suites = [new BuiltInSuite(), .. suites];

    /// <summary>Whether the client has suites in addition to the built-in algorithms.</summary>
    public bool HasSuites => _suites.Length > 1;

    public ResourceCipher? FindCipher(string algorithm) => First(suite => suite.FindCipher(algorithm));

    public HashAlgorithm? CreateDigest(string hashType) => First(suite => suite.CreateDigest(hashType));

    /// <returns>The decryptor of a file, or null if no suite has keys of this length.</returns>
    public FileDecryptor? CreateFileDecryptor(byte[] key, byte[] nonce) => First(suite => suite.CreateFileDecryptor(key, nonce));

    /// <returns>The certificate, or null if its key is not supported.</returns>
    /// <exception cref="CryptographicException">The data is not a certificate.</exception>
    public PlatformCertificate? ReadCertificate(byte[] der) => First(suite => suite.ReadCertificate(der));

    private T? First<T>(Func<AlgorithmSuite, T?> find)
        where T : class
    {
        foreach (var suite in _suites)
        {
            if (find(suite) is { } found)
            {
                return found;
            }
        }
        return null;
    }
}
