using System.Text;

namespace WeChatPay.Chain.Sandbox.Signing;

/// <summary>The signature message (签名串) of a request: five lines, each terminated by a line feed.</summary>
internal sealed class SignatureMessage
{
    private const int ShownBodyBytes = 8;

    /// <param name="request">The request.</param>
    /// <param name="fields">The fields of its <c>Authorization</c> header.</param>
    /// <param name="body">The bytes of the body that the signature covers.</param>
    public SignatureMessage(SandboxRequest request, AuthorizationFields fields, byte[] body)
    {
        var head = $"{request.Method.Method}\n{request.Target}\n{fields.Timestamp}\n{fields.Nonce}\n";
        Bytes = [.. Encoding.UTF8.GetBytes(head), .. body, (byte)'\n'];
        Truncated = $"{head}{Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, ShownBodyBytes))}\n";
    }

    public byte[] Bytes { get; }

    /// <summary>The message as the platform shows it in an error response: with the first eight bytes of the body.</summary>
    public string Truncated { get; }
}
