using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Endpoints.Generator.Documentation;
using WeChatPay.Chain.Endpoints.Generator.Requests;
using WeChatPay.Chain.Endpoints.Generator.Writing;

namespace WeChatPay.Chain.Endpoints.Generator.Responses;

/// <summary>Writes the classes that read a response or a notification.</summary>
internal sealed class ResponseTypeEmitter(CodeWriter writer, FieldDocumentation documentation)
{
    private const string Space = "global::WeChatPay.Chain.Endpoints.";

    /// <summary>Writes a class, and within it those of its objects.</summary>
    /// <param name="name">The name of the class.</param>
    /// <param name="fields">Its fields.</param>
    /// <param name="bases">The base class and interfaces, without namespace.</param>
    /// <param name="more">Writes further members.</param>
    public void Write(string name, IReadOnlyList<Field> fields, string bases = "ResponseFields", Action? more = null)
    {
        // Serializers do not look for the attribute in a base class.
        writer.Line($"[global::System.Text.Json.Serialization.JsonConverter(typeof({Space}ResponseFieldsConverter))]");
        writer.Block($"public sealed class {name} : {Space}{bases}", () =>
        {
            more?.Invoke();
            WriteMembers(name, fields);
        });
    }

    private void WriteMembers(string name, IReadOnlyList<Field> fields)
    {
        var properties = NestedTypes.Name(name, AlternativeFields.Merge(fields), field => ResponseFieldType.From(field).IsNested);
        foreach (var (field, type) in properties)
        {
            WriteMember(field, ResponseFieldType.From(field).Format(type));
        }
        foreach (var (field, type) in properties.Where(property => property.Type.Length > 0))
        {
            if (field.Encoding is null)
            {
                Write(type, field.Fields);
            }
            else
            {
                Write(type, field.Fields, "ResponseText", () => WriteListName(field.Fields));
            }
        }
    }

    private void WriteListName(IReadOnlyList<Field> fields)
    {
        if (fields is [{ IsList: true } list])
        {
            writer.Line($"private protected override string? ListName => \"{list.Name}\";");
        }
    }

    private void WriteMember(Field field, (string Type, string Read) property)
    {
        if (documentation.DescribeResponse(field) is { Length: > 0 } text)
        {
            writer.Line($"/// <summary>{text}</summary>");
        }
        writer.Line(NumberedField.IsNumbered(field)
            ? NumberedField.Format(field, property.Type, property.Read)
            : $"public {property.Type} {CSharpName.ToIdentifier(field.Name)} => {property.Read}(\"{field.Name}\");");
    }
}
