using System.Text;

namespace WeChatPay.Chain.Sandbox.Signing;

/// <summary>The five lines that a request's signature covers.</summary>
internal sealed class SignatureMessage
{
    private const int ShownBodyBytes = 8;

    /// <param name="request">What was sent.</param>
    /// <param name="fields">Its signature.</param>
    /// <param name="body">What of the body is signed.</param>
    public SignatureMessage(SandboxRequest request, AuthorizationFields fields, byte[] body)
    {
        var head = $"{request.Method.Method}\n{request.Target}\n{fields.Timestamp}\n{fields.Nonce}\n";
        Bytes = [.. Encoding.UTF8.GetBytes(head), .. body, (byte)'\n'];
        Truncated = $"{head}{Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, ShownBodyBytes))}\n";
    }

    public byte[] Bytes { get; }

    /// <summary>What the platform shows of it: all but most of the body.</summary>
    public string Truncated { get; }
}
