using System.Text.Json;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Errors;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.Values;
using WeChatPay.Chain.Xml;

namespace WeChatPay.Chain.V2;

/// <summary>Classifies the response of an APIv2 call: verified fields, an error response, or untrusted.</summary>
internal static class V2ResponseCheck
{
    private static readonly string[] _codes = [V2ResultCodes.ReturnCode, V2ResultCodes.ResultCode, .. V2Error.Verdicts];

    /// <summary>
    /// Whether a response is the requested file. The platform returns an error as XML, and a proxy returns one as HTML or JSON.
    /// </summary>
    /// <param name="request">The call.</param>
    /// <param name="start">The first bytes of the body.</param>
    public static bool IsFile(CallRequest request, ReadOnlySpan<byte> start) =>
        MayBeFile(request) && BodyStart.FindFirst(start) is not (null or '<' or '{');

    /// <summary>
    /// Whether a response may be a file without a signature: at the endpoints that return files, and for calls with the option
    /// <c>unsigned</c>.
    /// </summary>
    public static bool MayBeFile(CallRequest request) => request.Unsigned || V2ResponseFormats.IsFile(request.Uri.AbsolutePath);

    /// <exception cref="FormatException">The text is not valid XML, or a field is nested or occurs twice.</exception>
    public static Dictionary<string, string> ReadFlatFields(string xml) => RequireFlat(XmlFieldReader.Read(xml));

    /// <returns>Whether a signature was verified.</returns>
    /// <exception cref="WeChatPayApiException"><c>return_code</c> or <c>result_code</c> is present and not <c>SUCCESS</c>.</exception>
    /// <exception cref="WeChatPaySignatureException">
    /// The signature is invalid or missing, or the body is not in a format of the endpoint.
    /// </exception>
    public static bool Check(WeChatPayResponse response, CallRequest request, string? apiV2Key)
    {
        var path = request.Uri.AbsolutePath;
        if (IsFile(request, response.BodyBytes))
        {
            return false;
        }
        var isJson = (request.Unsigned || V2ResponseFormats.IsJson(path)) && response.Json.ValueKind == JsonValueKind.Object;
        // JSON responses of APIv2 are unsigned.
        var (fields, isSigned) = isJson ? (ReadJson(response.Json), false) : ReadXml(response, request);
        RequireSuccess(V2ResultCodes.ReturnCode, fields, response, request);
        if (isSigned)
        {
            CheckSignature(fields, response, request, apiV2Key!);
            CheckProvenance(fields, response, request);
        }
        RequireSuccess(V2ResultCodes.ResultCode, fields, response, request);
        if (V2Error.GetVerdict(fields) is { } verdict)
        {
            throw WeChatPayApiException.FromV2(response, fields, verdict, request.ToString());
        }
        return isSigned;
    }

    // If a name occurs twice, the last value counts, as in Data.
    private static Dictionary<string, string> ReadJson(JsonElement json) => json.EnumerateObject()
        .Where(field => field.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
        .GroupBy(field => field.Name)
        .ToDictionary(field => field.Key, field => field.Last().Value.ToString());

    /// <returns>The fields, and whether a signature must cover them.</returns>
    private static (Dictionary<string, string> Fields, bool IsSigned) ReadXml(WeChatPayResponse response, CallRequest request)
    {
        if (BodyStart.FindFirst(response.BodyBytes) != '<')
        {
            throw Unverified(response, SignatureFailure.Malformed, $"The response to {request} is not XML, so it has no signature. Was it "
                + "sent by a proxy or another server?");
        }
        try
        {
            var elements = XmlFieldReader.Read(response.Body);
            if (!XmlRoot.IsIn(response.BodyBytes))
            {
                throw new FormatException("The outermost element is not 'xml'. Was it sent by a proxy or another server?");
            }
            var isSigned = MayBeFile(request)
                ? elements.ContainsKey(V2Signature.FieldName)
                : !V2UnsignedResponses.Includes(request.Uri.AbsolutePath);
            return (isSigned ? RequireFlat(elements) : RequireSingleCodes(elements), isSigned);
        }
        catch (FormatException exception)
        {
            throw Unverified(
                response,
                SignatureFailure.Malformed,
                $"The response to {request} cannot be read as APIv2 XML: {exception.Message}",
                exception);
        }
    }

    private static Dictionary<string, string> RequireFlat(Dictionary<string, object> elements) => elements.ToDictionary(
        field => field.Key,
        field => field.Value as string
            ?? throw new FormatException("A field is nested or occurs twice, which an APIv2 signature cannot cover."));

    // In an unsigned response, fields other than the result codes may be nested or occur several times.
    private static Dictionary<string, string> RequireSingleCodes(Dictionary<string, object> elements) =>
        Array.Find(_codes, code => elements.GetValueOrDefault(code) is not (null or string)) is { } code
            ? throw new FormatException($"The field '{code}' is nested or occurs twice, so it does not show whether the call succeeded.")
            : elements.Where(field => field.Value is string).ToDictionary(field => field.Key, field => (string)field.Value);

    private static void RequireSuccess(string code, Dictionary<string, string> fields, WeChatPayResponse response, CallRequest request)
    {
        if (fields.TryGetValue(code, out var value) && value != V2ResultCodes.Success)
        {
            throw WeChatPayApiException.FromV2(response, fields, value, request.ToString());
        }
    }

    private static void CheckSignature(Dictionary<string, string> fields, WeChatPayResponse response, CallRequest request, string apiV2Key)
    {
        if (!fields.ContainsKey(V2Signature.FieldName))
        {
            throw Unverified(response, SignatureFailure.HeadersMissing,
                $"The response to {request} has no field '{V2Signature.FieldName}', so nothing proves that it comes from WeChat Pay.");
        }
        if (!V2Signature.IsValid(fields, apiV2Key))
        {
            throw Unverified(response, SignatureFailure.Mismatch,
                $"The response to {request} does not verify with the APIv2 key: it was altered in transit, or "
                    + "WeChatPayClientOptions.ApiV2Key belongs to another merchant.");
        }
    }

    private static void CheckProvenance(Dictionary<string, string> fields, WeChatPayResponse response, CallRequest request)
    {
        if (V2Provenance.FindProblem(fields, V2SentFields.From(request), request.Uri.AbsolutePath) is { } problem)
        {
            throw Unverified(response, problem.Reason, $"The response to {request} {problem.Problem}.");
        }
    }

    private static WeChatPaySignatureException Unverified(
        WeChatPayResponse response, SignatureFailure reason, string message, Exception? innerException = null) =>
        new(
            reason,
            $"{message} The request may have taken effect: query its result before you retry it.",
            serial: null,
            response.RequestId,
            outcomeUnknown: true,
            innerException);
}
