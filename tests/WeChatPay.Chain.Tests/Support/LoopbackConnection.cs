using System.Collections.Concurrent;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>A connection that a <see cref="LoopbackServer"/> accepted.</summary>
/// <param name="stream">The stream of the connection.</param>
/// <param name="clientCertificate">The SHA-1 thumbprint of the certificate that the client presented; null for none.</param>
internal sealed class LoopbackConnection(Stream stream, string? clientCertificate)
{
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();

    public Stream Stream => stream;

    public string? ClientCertificate => clientCertificate;

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    public void Receive(ReceivedRequest request) => _requests.Enqueue(request);
}
