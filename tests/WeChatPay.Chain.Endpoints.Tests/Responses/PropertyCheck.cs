using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Endpoints.Tests.Lines;

namespace WeChatPay.Chain.Endpoints.Tests.Responses;

/// <summary>Compares the properties of a typed object with the fields of the catalogue.</summary>
internal static class PropertyCheck
{
    /// <summary>Lists the properties that do not read the sample value of their field.</summary>
    public static IEnumerable<string> FindWrong(object data, IReadOnlyList<Field> fields, string path) =>
        FieldWriter.Merge(fields).SelectMany(field => FindWrong(Read(data, field), field, $"{path}.{field.Name}"));

    /// <summary>Lists the properties that are not as they should be if their field is missing.</summary>
    public static IEnumerable<string> FindNotMissing(object data, IReadOnlyList<Field> fields, string path)
    {
        foreach (var field in FieldWriter.Merge(fields))
        {
            var (value, failure) = TryRead(data, field);
            var isRight = (failure, value) switch
            {
                (InvalidOperationException, _) =>
                    IsThrowing(field) && failure.Message.Contains($"'{field.Name}'", StringComparison.Ordinal),
                (not null, _) => false,
                (_, IEnumerable list and not string) => field.IsList && !list.Cast<object>().Any(),
                (_, null) => !IsThrowing(field),
                _ => false,
            };
            if (!isRight)
            {
                yield return $"{path}.{field.Name}: {value ?? failure ?? (object)"null"}";
            }
        }
    }

    private static bool IsThrowing(Field field) =>
        field.IsRequired && !field.IsList && !field.Name.Contains('$', StringComparison.Ordinal)
        && (field.Type != FieldType.Object || field.Fields.Count > 0);

    private static object? Read(object data, Field field)
    {
        var name = field.Name.Replace("$", "", StringComparison.Ordinal);
        var type = data.GetType();
        if (type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly) is { } property)
        {
            return property.GetValue(data);
        }
        var method = type.GetMethod(name) ?? throw new MissingMemberException(type.FullName, name);
        return method.Invoke(data, [.. method.GetParameters().Select(_ => (object)0)]);
    }

    private static (object? Value, Exception? Failure) TryRead(object data, Field field)
    {
        try
        {
            return (Read(data, field), null);
        }
        catch (TargetInvocationException exception)
        {
            return (null, exception.InnerException);
        }
    }

    private static IEnumerable<string> FindWrong(object? value, Field field, string path)
    {
        if (value is JsonElement json)
        {
            return json.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? [] : [$"{path}: {json}"];
        }
        if (field.IsList)
        {
            var items = ((IEnumerable)value!).Cast<object>().ToList();
            return items.Count == 2 ? items.SelectMany(item => FindWrongItem(item, field, path)) : [$"{path}: {items.Count} items"];
        }
        return FindWrongItem(value, field, path);
    }

    private static IEnumerable<string> FindWrongItem(object? value, Field field, string path) => value switch
    {
        ResponseFields data => FindWrong(data, field.Fields, path),
        _ when Text(value) == SampleJson.Item(field).ToString() => [],
        _ => [$"{path}: {value ?? "null"}"],
    };

    private static string? Text(object? value) =>
        value is bool flag ? flag ? "true" : "false" : Convert.ToString(value, CultureInfo.InvariantCulture);
}
