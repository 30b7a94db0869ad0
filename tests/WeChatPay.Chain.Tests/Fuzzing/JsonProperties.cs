using System.Collections;
using System.Net;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.Responses;

namespace WeChatPay.Chain.Tests.Fuzzing;

/// <summary>Bodies: what is written is read again, and whatever comes from outside can be looked at without an exception.</summary>
internal static class JsonProperties
{
    private static readonly Gen<string> _documents = Gen.Elements(
        """{"code":"PARAM_ERROR","message":"参数错误","detail":"""
            + """{"field":"/amount/total","value":[1,2.50,-0,1e400,null,true],"issue":"\u4e2d\ud83d\ude00","location":"body"}}""",
        """[{"a":{"b":[[],{}]}},"\"\\\/\b\f\n\r\t",123456789012345678901234567890,0.1]""",
        "\"\\ud83d\"",
        "<xml><return_code>SUCCESS</return_code><a><b>1</b><b>2</b></a></xml>",
        "<html>502</html>");

    private static readonly Gen<string> _pieces = Gen.OneOf(
        Texts.Broken,
        Gen.Elements(
            "{", "}", "[", "]", "\"", "\\", "\\u", "\\ud83d", "\\uDE00", ",", ":", "null", "1e999999999", "-", ".", "\"code\":", "\uFEFF",
            "\0", "<xml>", "</xml>", "<a>", "</a>", "[[[[[[[[[[[[[[[[[[[["));

    private static readonly Gen<byte[]> _bytes =
        from text in Gen.OneOf(Texts.Mutated(_documents, _pieces), Texts.Joined(_pieces))
        from octets in Gen.Choose(0, 255).ArrayOf()
        from place in Gen.Choose(0, int.MaxValue)
        from isAltered in Gen.Elements(false, false, true)
        let body = Encoding.UTF8.GetBytes(text)
        let at = place % (body.Length + 1)
        select isAltered ? (byte[])[.. body[..at], .. octets.Select(octet => (byte)octet), .. body[at..]] : body;

    public static IEnumerable<FuzzProperty> All =>
    [
        FuzzProperty.Of("Json_AnyTexts_AreReadAgain", Texts.Any.ArrayOf(), IsReadAgain),
        FuzzProperty.Of("Response_AnyBody_CanBeLookedAt", _bytes, CanBeLookedAt),
        FuzzProperty.Of("ApiException_AnyBody_IsDescribed", _bytes, IsDescribed),
    ];

    private static bool IsReadAgain(string[] texts)
    {
        var fields = texts.Distinct().ToDictionary(text => text, text => text);
        using var response = Response(JsonBody.Write(new { texts, fields }));
        return response.Json.GetProperty("texts").EnumerateArray().Select(text => text.GetString()).SequenceEqual(texts)
            && response.Json.GetProperty("fields").EnumerateObject().All(field => fields[field.Name] == field.Value.GetString());
    }

    private static bool CanBeLookedAt(byte[] body)
    {
        using var response = Response(body);
        return response.ToString() is not null && Walk(response.Json) >= 0 && response.Xml.Count >= 0 && Walk(response.Data) >= 0;
    }

    private static bool IsDescribed(byte[] body)
    {
        using var response = Response(body);
        var error = WeChatPayApiException.From(response, "GET v3/x", _ => "", TimeProvider.System);
        return error.Message.StartsWith("GET v3/x returned 500.", StringComparison.Ordinal) && Walk(error.Detail) >= 0;
    }

    private static WeChatPayResponse Response(byte[] body) => new(new HttpResponseMessage(HttpStatusCode.InternalServerError), body);

    private static int Walk(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().Sum(field => field.Name.Length + Walk(field.Value)),
        JsonValueKind.Array => json.EnumerateArray().Sum(Walk),
        JsonValueKind.String => json.GetString()!.Length,
        JsonValueKind.Undefined => 0,
        _ => json.GetRawText().Length,
    };

    private static int Walk(dynamic? data)
    {
        if (data is not ResponseNode nested)
        {
            return data is KeyValuePair<string, object?> field ? Walk(field.Value) : 1;
        }
        var sum = nested.ToString().Length;
        foreach (object? value in (IEnumerable)(dynamic)nested)
        {
            sum += Walk(value);
        }
        foreach (var name in nested.GetDynamicMemberNames())
        {
            sum += ((dynamic)nested)[name] is null ? 0 : 1;
        }
        return sum;
    }
}
