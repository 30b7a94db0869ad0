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

    /// <summary>The fields of an APIv2 message, which <see cref="Body"/> contains as XML; null for any other.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Fields { get; private set; }

    /// <summary>Replaces the fields of an APIv2 message, and writes its body again.</summary>
    public void SetFields(IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        Fields = fields;
        Body = V2Xml.Write(fields);
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
        if (Fields is { } fields)
        {
            SetFields([.. fields.Select(field => IsSignature(field) ? KeyValuePair.Create(field.Key, value) : field)]);
        }
    }

    public void RemoveSignature()
    {
        foreach (var name in SignatureHeaders.All)
        {
            Headers.Remove(name);
        }
        if (Fields is { } fields)
        {
            SetFields([.. fields.Where(field => !IsSignature(field))]);
        }
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
            SetFields([.. fields.Select(field => IsKept(field) ? field : KeyValuePair.Create(field.Key, $"{field.Value} "))]);
            return;
        }
        if (SandboxResponse.ForbidsBody(StatusCode))
        {
            StatusCode = 200;
        }
        Body = [.. Body, (byte)' '];
    }

    private static bool IsSignature(KeyValuePair<string, string> field) => field.Key == V2Signature.FieldName;

    // A change to a result code would make the client report an error before it verifies the signature.
    private static bool IsKept(KeyValuePair<string, string> field) => IsSignature(field) || field.Key is "return_code" or "result_code";
}
