#pragma warning disable IDE0130, IDE0161 // The framework's namespaces.
// Compiled into the net8.0 builds only.
using System.Security.Cryptography;

namespace System.Threading
{
    /// <summary>What <c>lock</c> uses from .NET 9 on.</summary>
    internal sealed class Lock
    {
        private readonly object _gate = new();

        public Scope EnterScope()
        {
            Monitor.Enter(_gate);
            return new Scope(_gate);
        }

        public readonly ref struct Scope(object gate)
        {
            public void Dispose() => Monitor.Exit(gate);
        }
    }
}

namespace WeChatPay.Chain
{
    /// <summary>What .NET 8 lacks of the framework's API that is used here.</summary>
    internal static class Polyfills
    {
        extension(Convert)
        {
            public static string ToHexStringLower(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
        }

        extension(CryptographicOperations)
        {
            public static byte[] HmacData(HashAlgorithmName hashAlgorithm, byte[] key, byte[] source)
            {
                using var hmac = IncrementalHash.CreateHMAC(hashAlgorithm, key);
                hmac.AppendData(source);
                return hmac.GetHashAndReset();
            }
        }
    }
}
