using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Endpoints.Generator.Documentation;
using WeChatPay.Chain.Endpoints.Generator.Writing;

namespace WeChatPay.Chain.Endpoints.Generator.Requests;

/// <summary>Writes the classes of a part of a request.</summary>
internal sealed class RequestTypeEmitter(CodeWriter writer, FieldDocumentation documentation)
{
    private const string Space = "global::WeChatPay.Chain.Endpoints.";

    /// <summary>Writes a class, and within it those of its objects.</summary>
    /// <param name="name">The name of the class.</param>
    /// <param name="fields">Its fields.</param>
    /// <param name="baseType">The base class, without namespace.</param>
    public void Write(string name, IReadOnlyList<Field> fields, string baseType = "RequestFields") =>
        writer.Block($"public sealed class {name} : {Space}{baseType}", () => WriteMembers(name, fields, baseType));

    private void WriteMembers(string name, IReadOnlyList<Field> fields, string baseType)
    {
        if (baseType == "RequestText")
        {
            WriteConversion(name);
        }
        var properties = NestedTypes.Name(name, AlternativeFields.Merge(fields), field => RequestFieldType.From(field).IsNested);
        foreach (var (field, type) in properties)
        {
            WriteProperty(field, RequestFieldType.From(field).Format(type));
        }
        foreach (var (field, type) in properties.Where(property => property.Type.Length > 0))
        {
            Write(type, field.WireFields, field.Encoding == "json/object" ? "RequestText" : "RequestFields");
        }
    }

    private void WriteProperty(Field field, string type)
    {
        if (documentation.DescribeRequest(field) is { Length: > 0 } text)
        {
            writer.Line($"/// <summary>{text}</summary>");
        }
        var name = CSharpName.ToIdentifier(field.Name);
        writer.Line(field.IsRequired
            ? $"public required {type} {name} {{ get => GetField<{type}>(\"{field.Name}\"); set => "
                + $"SetRequiredField(\"{field.Name}\", value); }}"
            : $"public {type}? {name} {{ get => GetField<{type}?>(\"{field.Name}\"); set => SetField(\"{field.Name}\", value); }}");
    }

    private void WriteConversion(string name)
    {
        writer.Line($"public {name}() {{ }}");
        writer.Line($"[global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers] private {name}(string text) : base(text) {{ }}");
        writer.Line("[return: global::System.Diagnostics.CodeAnalysis.NotNullIfNotNull(\"text\")]");
        writer.Line($"public static implicit operator {name}?(string? text) => text is null ? null : new(text);");
    }
}
