using System.Reflection;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Endpoints.Tests.Responses;

/// <summary>Finds the class of a response by the path of its operation.</summary>
internal static class DataTypes
{
    public static Type Of(Operation operation)
    {
        var path = operation.Path.Split('/').Skip(1).Aggregate(
            operation.Version == "v2" ? typeof(V2Endpoints) : typeof(V3Endpoints),
            (type, segment) => PropertyOf(type, segment).PropertyType);
        var verb = operation.Method[0] + operation.Method[1..].ToLowerInvariant();
        return path.GetMethod(verb)!.ReturnType.GetGenericArguments()[0];
    }

    private static PropertyInfo PropertyOf(Type type, string segment) => Array.Find(
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly),
        property => SegmentOf(property) == segment)
        ?? throw new MissingMemberException(type.FullName, segment);

    private static string SegmentOf(PropertyInfo property)
    {
        var name = property.Name;
        return name[0] == '_' && name[^1] == '_'
            ? $"{{{name[1..^1]}}}"
            : string.Concat(name.Select((c, index) => index > 0 && char.IsAsciiLetterUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{c}"));
    }
}
