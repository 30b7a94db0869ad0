using System.Security.Cryptography;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Algorithms;

/// <summary>The algorithms of one client: those built in, then those of its suites.</summary>
internal sealed class AlgorithmSet(IEnumerable<AlgorithmSuite> suites)
{
    private readonly AlgorithmSuite[] _suites = [new BuiltInSuite(), .. suites];

    /// <summary>Whether the client has more than what is built in.</summary>
    public bool HasSuites => _suites.Length > 1;

    public ResourceCipher? FindCipher(string algorithm) => First(suite => suite.FindCipher(algorithm));

    public HashAlgorithm? CreateDigest(string hashType) => First(suite => suite.CreateDigest(hashType));

    /// <returns>Null when no suite has the algorithm of its key.</returns>
    /// <exception cref="CryptographicException">It is not a certificate.</exception>
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
