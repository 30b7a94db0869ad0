using WeChatPay.Chain.Sandbox.Signing;
using WeChatPay.Chain.Sandbox.V2;

namespace WeChatPay.Chain.Sandbox.Server;

/// <summary>A response or a notification that is about to be sent, with all its headers.</summary>
internal sealed class OutgoingResponse
{
    public OutgoingResponse(SandboxResponse response)
    {
        StatusCode = response.StatusCode;
        ContentType = response.ContentType;
        Headers = new Dictionary<string, string>(response.Headers, StringComparer.OrdinalIgnoreCase);
        Headers.TryAdd("Request-ID", $"{Guid.NewGuid():N}-0");
        Body = response.BodyBytes;
        Fields = response.Fields;
    }

    public int StatusCode { get; private set; }

    public string ContentType { get; }

    public Dictionary<string, string> Headers { get; }

    public byte[] Body { get; private set; }

    /// <summary>The fields of an APIv2 message; null for any other. Setting them writes <see cref="Body"/>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Fields
    {
        get;
        set
        {
            field = value;
            Body = value is null ? Body : V2Xml.Write(value);
        }
    }

    /// <summary>Replaces the value of a header if the response has that header.</summary>
    public void ReplaceHeader(string name, string value)
    {
        if (Headers.ContainsKey(name))
        {
            Headers[name] = value;
        }
    }

    /// <summary>Replaces the signature, in the header or in the APIv2 field, if there is one.</summary>
    public void ReplaceSignature(string value)
    {
        ReplaceHeader(SignatureHeaders.Signature, value);
        Fields = Fields?.Select(field => field.Key == V2Signature.FieldName ? KeyValuePair.Create(field.Key, value) : field).ToList();
    }

    public void RemoveSignature()
    {
        foreach (var name in SignatureHeaders.All)
        {
            Headers.Remove(name);
        }
        Fields = Fields?.Where(field => field.Key != V2Signature.FieldName).ToList();
    }

    /// <summary>Appends a space to the body or, in APIv2, to the value of each field.</summary>
    /// <remarks>
    /// The signature of APIv2 covers the values, not the text between them. A response whose status code forbids a body gets the status
    /// code 200.
    /// </remarks>
    public void Tamper()
    {
        if (Fields is { } fields)
        {
            Fields = [.. fields.Select(field => IsResultCode(field.Key) ? field : KeyValuePair.Create(field.Key, $"{field.Value} "))];
            return;
        }
        StatusCode = SandboxResponse.ForbidsBody(StatusCode) ? 200 : StatusCode;
        Body = [.. Body, (byte)' '];
    }

    // A change to these would make the client report an error before it verifies the signature.
    private static bool IsResultCode(string name) => name is "return_code" or "result_code" or V2Signature.FieldName;
}
