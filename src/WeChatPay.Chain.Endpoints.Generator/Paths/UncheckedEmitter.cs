using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Endpoints.Generator.Writing;

namespace WeChatPay.Chain.Endpoints.Generator.Paths;

/// <summary>
/// Writes the methods that take anonymous objects and dictionaries. They are extensions that completion lists hide, so that messages of the
/// compiler are about the checked methods. The type of the fields is generic, because <c>new()</c> does not convert to a type parameter.
/// They have no nullable annotations, which would add a twentieth to the assembly.
/// </summary>
internal sealed class UncheckedEmitter(CodeWriter writer)
{
    private const string Attributes =
        "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never), "
        + "global::System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]";

    /// <summary>The options that each verb takes, whatever it sends.</summary>
    public const string Options = "object headers = null, object base_uri = null, object timeout = null, bool? security = null, "
        + "bool? nonceless = null, object sink = null, global::System.IProgress<long> progress = null, bool? unsigned = null, "
        + "object allow_redirects = null";

    private const string CreateOptions = "new global::WeChatPay.Chain.Endpoints.UncheckedOptions(headers, base_uri, timeout, security, "
        + "nonceless, sink, progress, unsigned, allow_redirects)";

    private const string Empty = "empty";

    private static readonly UncheckedPart _body = new("object", "body");

    private static readonly UncheckedPart[] _uploads =
        [new("global::WeChatPay.Chain.Media.MediaUpload", "body"), new("global::System.Net.Http.HttpContent", "body")];

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
        var path = new UncheckedPath(
            $"global::WeChatPay.Chain.Endpoints.{node.FullType}", OperationTypes.FullDataOf(operation, node), IsGeneric: false);
        var verb = CSharpName.ToVerb(operation.Method);
        var variables = VariablesOf(operation);
        WriteParts(verb, path, variables, PartsOf(operation));
        if (operation.FindPlace("multipart") is not null)
        {
            WriteUploads(verb, path, variables);
        }
        else if (!OperationTypes.HasRequiredPart(operation))
        {
            Write(verb, path, variables, null, []);
        }
    }

    /// <summary>Writes the methods of a verb for all paths without variables.</summary>
    /// <param name="verb">The verb, such as <c>Post</c>.</param>
    /// <param name="kind">The start of the name of the interface of the paths.</param>
    /// <param name="parts">The parts of the request, each of which may be the first.</param>
    public void Write(string verb, string kind, IReadOnlyList<string> parts) =>
        WriteParts(verb, UncheckedPath.Generic(kind, verb), [], parts);

    /// <summary>Writes the methods of a verb that need no part.</summary>
    public void WriteBare(string verb) => Write(verb, UncheckedPath.Generic("IBare", verb), [], null, []);

    /// <summary>Writes the methods that take a body as it is sent.</summary>
    public void WriteBody(string verb)
    {
        Write(verb, UncheckedPath.Generic("IPlain", verb), [], _body, ["query"]);
        Write(verb, UncheckedPath.Generic("IPlainV2", verb), [], _body, ["query"]);
        WriteUploads(verb, UncheckedPath.Generic("IUpload", verb), []);
    }

    /// <summary>Writes the methods that take all options in one object.</summary>
    public void WriteWhole(string verb)
    {
        var path = UncheckedPath.Generic("I", verb);
        WriteMethod(verb, path, "", $"this {path.Type} path, object options", "options", Attributes.Replace(
            ", global::System.Runtime.CompilerServices.OverloadResolutionPriority(-1)", "", StringComparison.Ordinal));
    }

    private static List<string> VariablesOf(Operation operation)
    {
        var variables = operation.FindPlace("path")?.Fields.Select(field => field.Name).ToList() ?? [];
        return OperationTypes.EndsWithSlash(operation) ? [.. variables, Empty] : variables;
    }

    private static List<string> PartsOf(Operation operation) =>
        [.. OperationTypes.Parts.Where(part => operation.FindPlace(part) is not null)];

    private void WriteParts(string verb, UncheckedPath path, IReadOnlyList<string> variables, IReadOnlyList<string> parts)
    {
        foreach (var part in parts)
        {
            Write(verb, path, variables, new("TFields", part), [.. parts.SkipWhile(other => other != part).Skip(1)]);
        }
    }

    private void WriteUploads(string verb, UncheckedPath path, IReadOnlyList<string> variables)
    {
        foreach (var upload in _uploads)
        {
            Write(verb, path, variables, upload, []);
        }
    }

    private void Write(
        string verb, UncheckedPath path, IReadOnlyList<string> variables, UncheckedPart? first, IReadOnlyList<string> others)
    {
        var required = variables.Where(variable => variable != Empty).ToList();
        var optional = others.Concat(variables.Where(variable => variable == Empty)).ToList();
        IEnumerable<string> parameters =
        [
            $"this {path.Type} path",
            .. required.Select(variable => $"object {CSharpName.ToIdentifier(variable)}"),
            .. first is null ? [] : new[] { $"{first.Type} {first.Name}" },
            .. optional.Select(name => $"object {name} = null"),
            Options,
        ];
        var options = CreateOptions
            + string.Concat(required.Select(variable => $".With(\"{variable}\", {CSharpName.ToIdentifier(variable)})"))
            + (first is null ? "" : $".With(\"{first.Name}\", {first.Name})")
            + string.Concat(others.Select(part => $".WithOptional(\"{part}\", {part})"));
        WriteMethod(verb, path, first?.Type == "TFields" ? "TFields" : "", string.Join(", ", parameters), options, Attributes);
    }

    private void WriteMethod(string verb, UncheckedPath path, string typeParameter, string parameters, string options, string attributes)
    {
        const string Response = "global::WeChatPay.Chain.Endpoints.WeChatPayResponse";
        var typeParameters = string.Join(", ", new[] { path.TypeParameter, typeParameter }.Where(name => name.Length > 0));
        var generic = typeParameters.Length == 0 ? "" : $"<{typeParameters}>";
        writer.Line(attributes);
        writer.Line($"public static global::System.Threading.Tasks.Task<{Response}<{path.Data}>> {verb}Async{generic}({parameters}, "
            + $"global::System.Threading.CancellationToken cancellationToken = default){path.Constraint} =>");
        writer.Line($"    global::WeChatPay.Chain.Endpoints.EndpointPath.ReadAsync<{path.Data}>({path.Chain}.{verb}Async("
            + $"(object){options}, cancellationToken));");
        writer.Line(attributes);
        writer.Line($"public static {Response}<{path.Data}> {verb}{generic}({parameters}){path.Constraint} => "
            + $"new({path.Chain}.{verb}((object){options}));");
    }
}
