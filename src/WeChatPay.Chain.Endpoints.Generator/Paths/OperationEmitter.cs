using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Endpoints.Generator.Documentation;
using WeChatPay.Chain.Endpoints.Generator.Requests;
using WeChatPay.Chain.Endpoints.Generator.Responses;
using WeChatPay.Chain.Endpoints.Generator.Writing;

namespace WeChatPay.Chain.Endpoints.Generator.Paths;

/// <summary>Writes the checked methods of an operation, and the classes of its request and response.</summary>
internal sealed class OperationEmitter(CodeWriter writer, FieldDocumentation documentation)
{
    private const string Response = "global::WeChatPay.Chain.Endpoints.WeChatPayResponse";

    private readonly ParameterList _parameters = new(documentation);
    private readonly RequestTypeEmitter _requests = new(writer, documentation);
    private readonly ResponseTypeEmitter _responses = new(writer, documentation);

    public void Write(Operation operation)
    {
        WriteMethods(operation);
        foreach (var part in OperationTypes.Parts)
        {
            if (operation.FindPlace(part) is { } place)
            {
                _requests.Write(OperationTypes.PartOf(operation, part), place.Fields);
            }
        }
        if (OperationTypes.HasHeaders(operation))
        {
            _requests.Write(OperationTypes.PartOf(operation, "headers"), [.. OperationTypes.HeadersOf(operation)], "RequestHeaders");
        }
        if (OperationTypes.HasData(operation))
        {
            _responses.Write(OperationTypes.DataOf(operation), operation.Response.Fields);
        }
    }

    private void WriteMethods(Operation operation)
    {
        var verb = CSharpName.ToVerb(operation.Method);
        var data = OperationTypes.DataOf(operation);
        var parameters = _parameters.Create(operation);
        var list = string.Join(", ", parameters);
        var assignments = string.Join(
            ", ", parameters.Select(parameter => parameter.Assignment).Where(assignment => assignment is not null));
        var host = operation.Host is { IsOnly: true, Url: var url } ? $", \"{url}\"" : "";
        var options = $"With(new() {{ {assignments} }}, headers, base_uri, timeout{host})";

        WriteDocumentation(operation, parameters);
        writer.Line($"public global::System.Threading.Tasks.Task<{Response}<{data}>> {verb}Async({list}, "
            + "global::System.Threading.CancellationToken cancellationToken = default) =>");
        writer.Line($"    ReadAsync<{data}>(UrlChain.{verb}Async({options}, cancellationToken));");
        writer.Line($"/// <inheritdoc cref=\"{verb}Async\"/>");
        writer.Line($"public {Response}<{data}> {verb}({list}) => Read<{data}>(UrlChain.{verb}({options}));");
    }

    private void WriteDocumentation(Operation operation, IReadOnlyList<Parameter> parameters)
    {
        writer.Line($"/// <summary>{OperationDocumentation.Summary(operation)}</summary>");
        if (OperationDocumentation.Remarks(operation) is { Length: > 0 } remarks)
        {
            writer.Line($"/// <remarks>{remarks}</remarks>");
        }
        foreach (var parameter in parameters.Where(parameter => parameter.Documentation.Length > 0))
        {
            writer.Line($"/// <param name=\"{parameter.Name.TrimStart('@')}\">{parameter.Documentation}</param>");
        }
    }
}
