using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.V2;

/// <summary>Decides what an answer of APIv2 is: verified fields, a refusal, or nothing that can be trusted.</summary>
internal static partial class V2Answer
{
    private const string Success = "SUCCESS";

    private static readonly SearchValues<byte> _beforeMarkup = SearchValues.Create([.. " \t\r\n"u8, 0xEF, 0xBB, 0xBF]);

    /// <summary>Whether a body is APIv2's: its outermost element is <c>xml</c>, unlike a gateway's HTML page.</summary>
    public static bool HasFields(byte[] body) => IsMarkup(body) && RootTag().IsMatch(Encoding.UTF8.GetString(body));

    /// <summary>Whether a body starts with a tag, behind a byte order mark or white space.</summary>
    public static bool IsMarkup(ReadOnlySpan<byte> body)
    {
        var start = body.IndexOfAnyExcept(_beforeMarkup);
        return start >= 0 && body[start] == '<';
    }

    /// <exception cref="FormatException">It is no XML that is read, or a field is nested or comes twice.</exception>
    public static Dictionary<string, string> FlatFields(string xml) => Transformer.ToArray(xml).ToDictionary(
        field => field.Key,
        field => field.Value as string ?? throw new FormatException($"The field '{field.Key}' is nested or comes twice, which no signature of APIv2 covers."));

    /// <exception cref="WeChatPayApiException"><c>return_code</c> or <c>result_code</c> is there and not <c>SUCCESS</c>.</exception>
    /// <exception cref="WeChatPaySignatureException">The endpoint signs its answers, and this one does not verify.</exception>
    public static void Check(WeChatPayResponse response, PreparedRequest request, string? apiV2Key)
    {
        var unsigned = V2UnsignedResponses.Includes(request.Uri.AbsolutePath);
        if (!IsMarkup(response.BodyBytes))
        {
            if (!unsigned)
            {
                throw Unverified(response, SignatureFailure.Malformed, $"The answer to {request} is no XML, so it bears no signature. Was it answered by a proxy or another server?");
            }
            return;
        }
        var fields = Read(response, request);
        RequireSuccess("return_code", fields, response, request);
        if (!unsigned)
        {
            CheckSignature(fields, response, request, apiV2Key!);
        }
        RequireSuccess("result_code", fields, response, request);
    }

    private static Dictionary<string, string> Read(WeChatPayResponse response, PreparedRequest request)
    {
        try
        {
            return FlatFields(Encoding.UTF8.GetString(response.BodyBytes));
        }
        catch (FormatException exception)
        {
            throw Unverified(response, SignatureFailure.Malformed, $"The answer to {request} cannot be read as APIv2 XML: {exception.Message}", exception);
        }
    }

    private static void RequireSuccess(string code, Dictionary<string, string> fields, WeChatPayResponse response, PreparedRequest request)
    {
        if (fields.TryGetValue(code, out var value) && value != Success)
        {
            throw WeChatPayApiException.FromV2(response, fields, request.ToString());
        }
    }

    private static void CheckSignature(Dictionary<string, string> fields, WeChatPayResponse response, PreparedRequest request, string apiV2Key)
    {
        if (!fields.ContainsKey(V2Signature.FieldName))
        {
            throw Unverified(response, SignatureFailure.HeadersMissing, $"The answer to {request} has no field '{V2Signature.FieldName}', so nothing proves that it comes from WeChat Pay.");
        }
        if (!V2Signature.Verifies(fields, apiV2Key))
        {
            throw Unverified(response, SignatureFailure.Mismatch, $"The answer to {request} does not verify with the APIv2 key: it was altered on the way, or WeChatPayClientOptions.ApiV2Key is another merchant's.");
        }
    }

    private static WeChatPaySignatureException Unverified(WeChatPayResponse response, SignatureFailure reason, string message, Exception? innerException = null) =>
        new(reason, $"{message} The request may have taken effect: query before repeating it.", serial: null, response.RequestId, outcomeUnknown: true, innerException);

    [GeneratedRegex(@"\A\uFEFF?\s*(?:<\?xml[^>]*>\s*)?<xml[\s/>]", RegexOptions.CultureInvariant)]
    private static partial Regex RootTag();
}
