using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Endpoints.Generator.Writing;

namespace WeChatPay.Chain.Endpoints.Generator.Paths;

/// <summary>
/// Writes the methods that take anonymous objects and dictionaries. They are extensions that completion lists hide, so that messages of the
/// compiler are about the checked methods. The type of the fields is generic, because <c>new()</c> does not convert to a type parameter.
/// Without nullable annotations, which would be a twentieth of the assembly.
/// </summary>
internal sealed class UncheckedEmitter(CodeWriter writer)
{
    private const string Attributes =
        "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never), "
        + "global::System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]";

    private const string Options = "object headers = null, object base_uri = null, object timeout = null, bool? security = null, "
        + "bool? nonceless = null, object sink = null, global::System.IProgress<long> progress = null, bool? unsigned = null, "
        + "object allow_redirects = null";

    private const string CreateOptions = "new global::WeChatPay.Chain.Endpoints.UncheckedOptions(headers, base_uri, timeout, security, "
        + "nonceless, sink, progress, unsigned, allow_redirects)";

    /// <summary>Writes a part of the class that has the methods.</summary>
    public static void WriteClass(CodeWriter writer, Action<UncheckedEmitter> writeMethods)
    {
        writer.Line("#nullable disable");
        writer.Block("namespace WeChatPay.Chain", () => writer.Block(
            "public static partial class UncheckedCalls", () => writeMethods(new UncheckedEmitter(writer))));
    }

    /// <summary>Writes the methods of an operation whose path has variables.</summary>
    public void Write(Operation operation, PathNode node)
    {
        var variables = VariablesOf(operation);
        var verb = CSharpName.ToVerb(operation.Method);
        var data = OperationTypes.FullDataOf(operation, node);
        var path = $"global::WeChatPay.Chain.Endpoints.{node.FullType}";
        var parts = PartsOf(operation);
        foreach (var first in parts)
        {
            Write(verb, path, data, "", variables, first, [.. parts.SkipWhile(part => part != first).Skip(1)]);
        }
        Write(verb, path, data, "", variables, null, ["body"]);
    }

    /// <summary>Writes the methods of a verb for all paths without variables.</summary>
    /// <param name="verb">The verb, such as <c>Post</c>.</param>
    /// <param name="path">The interface of the paths.</param>
    /// <param name="parts">The parts of the request, each of which may be the first.</param>
    public void Write(string verb, string path, IReadOnlyList<string> parts)
    {
        foreach (var first in parts)
        {
            Write(verb, $"{path}<TData>", "TData", "TData, ", [], first, [.. parts.SkipWhile(part => part != first).Skip(1)]);
        }
        Write(verb, $"{path}<TData>", "TData", "TData", [], null, verb == "Get" ? [] : ["body"]);
    }

    /// <summary>Writes the methods that take all options in one object.</summary>
    public void WriteWhole(string verb)
    {
        var path = $"global::WeChatPay.Chain.Endpoints.I{verb}<TData>";
        var chain = "((global::WeChatPay.Chain.Endpoints.EndpointPath)path).UrlChain";
        WriteMethod(verb, "<TData>", "TData", $"this {path} path, object options", $"{chain}.{verb}", "options", Attributes.Replace(
            ", global::System.Runtime.CompilerServices.OverloadResolutionPriority(-1)", "", StringComparison.Ordinal));
    }

    private static List<string> VariablesOf(Operation operation)
    {
        var variables = operation.FindPlace("path")?.Fields.Select(field => field.Name).ToList() ?? [];
        return operation.Path.EndsWith("{empty}", StringComparison.Ordinal) ? [.. variables, "empty"] : variables;
    }

    private static List<string> PartsOf(Operation operation) =>
        [.. OperationTypes.Parts.Where(part => operation.FindPlace(part) is not null)];

    private void Write(
        string verb,
        string path,
        string data,
        string typeParameters,
        IReadOnlyList<string> variables,
        string? first,
        IReadOnlyList<string> others)
    {
        var isExtensionOfAll = typeParameters.Length > 0;
        var parameters = new List<string> { $"this {path} path" };
        parameters.AddRange(variables.Where(variable => variable != "empty").Select(variable => $"object {CSharpName.ToIdentifier(variable)}"));
        if (first is not null)
        {
            parameters.Add($"TFields {first}");
        }
        parameters.AddRange(others.Select(part => $"object {part} = null"));
        parameters.AddRange(variables.Where(variable => variable == "empty").Select(variable => $"object {variable} = null"));
        parameters.Add(Options);

        var options = CreateOptions
            + string.Concat(variables.Where(variable => variable != "empty").Select(variable => $".With(\"{variable}\", {CSharpName.ToIdentifier(variable)})"))
            + (first is null ? "" : $".With(\"{first}\", {first})")
            + string.Concat(others.Select(part => $".WithOptional(\"{part}\", {part})"));
        var generic = (isExtensionOfAll, first) switch
        {
            (true, null) => "<TData>",
            (true, _) => "<TData, TFields>",
            (false, null) => "",
            (false, _) => "<TFields>",
        };
        var chain = isExtensionOfAll ? "((global::WeChatPay.Chain.Endpoints.EndpointPath)path).UrlChain" : "path.UrlChain";
        WriteMethod(verb, generic, data, string.Join(", ", parameters), $"{chain}.{verb}", options, Attributes);
    }

    private void WriteMethod(string verb, string generic, string data, string parameters, string call, string options, string attributes)
    {
        const string Response = "global::WeChatPay.Chain.Endpoints.WeChatPayResponse";
        var constraint = generic.StartsWith("<TData", StringComparison.Ordinal)
            ? " where TData : global::WeChatPay.Chain.Endpoints.ResponseFields, new()"
            : "";
        writer.Line(attributes);
        writer.Line($"public static global::System.Threading.Tasks.Task<{Response}<{data}>> {verb}Async{generic}({parameters}, "
            + $"global::System.Threading.CancellationToken cancellationToken = default){constraint} =>");
        writer.Line($"    global::WeChatPay.Chain.Endpoints.CallOptions.ReadAsync<{data}>({call}Async((object){options}, cancellationToken));");
        writer.Line(attributes);
        writer.Line($"public static {Response}<{data}> {verb}{generic}({parameters}){constraint} => new({call}((object){options}));");
    }
}
