using WeChatPay.Chain.Sandbox.Signing;
using WeChatPay.Chain.Sandbox.V2;

namespace WeChatPay.Chain.Sandbox.Server;

/// <summary>An response on its way out, with every header it will have.</summary>
internal sealed class OutgoingResponse
{
    public OutgoingResponse(SandboxResponse response)
    {
        Status = response.Status;
        ContentType = response.ContentType;
        Headers = new Dictionary<string, string>(response.Headers, StringComparer.OrdinalIgnoreCase);
        Headers.TryAdd("Request-ID", $"{Guid.NewGuid():N}-0");
        Body = response.Body;
        Fields = response.Fields;
    }

    public int Status { get; private set; }

    public string ContentType { get; }

    public Dictionary<string, string> Headers { get; }

    public byte[] Body { get; private set; }

    /// <summary>The fields of an APIv2 message, which the body is written from; null for anything else.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Fields
    {
        get;
        set
        {
            field = value;
            Body = value is null ? Body : V2Xml.Write(value);
        }
    }

    /// <summary>Gives a header another value; what has no such header stays without.</summary>
    public void Replace(string name, string value)
    {
        if (Headers.ContainsKey(name))
        {
            Headers[name] = value;
        }
    }

    /// <summary>Puts a text in place of the signature, in the header or in the field; what is not signed stays without.</summary>
    public void ReplaceSignature(string value)
    {
        Replace(SignatureHeaders.Signature, value);
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

    /// <summary>Adds a blank to the body, of XML to the texts of its fields, because one behind them would not count. An response that can have no body becomes a 200.</summary>
    public void Tamper()
    {
        if (Fields is { } fields)
        {
            Fields = [.. fields.Select(field => IsVerdict(field.Key) ? field : KeyValuePair.Create(field.Key, $"{field.Value} "))];
            return;
        }
        Status = SandboxResponse.ForbidsBody(Status) ? 200 : Status;
        Body = [.. Body, (byte)' '];
    }

    // With another one the response would be refused for what it says.
    private static bool IsVerdict(string name) => name is "return_code" or "result_code" or V2Signature.FieldName;
}
