using WeChatPay.Chain.Endpoints.Generator.Writing;

namespace WeChatPay.Chain.Endpoints.Generator.Paths;

/// <summary>Writes what each verb has: interfaces of the paths that have it or not, and the methods of all of them.</summary>
internal static class VerbEmitter
{
    private const string Hidden = "global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)";

    public static readonly IReadOnlyList<string> Verbs = ["Get", "Post", "Put", "Patch", "Delete"];

    public static string Write()
    {
        var writer = CodeWriter.CreateFile();
        writer.Block("namespace WeChatPay.Chain.Endpoints", () =>
        {
            foreach (var verb in Verbs)
            {
                WriteInterfaces(writer, verb);
            }
            WritePrefix(writer);
        });
        UncheckedEmitter.WriteClass(writer, methods =>
        {
            foreach (var verb in Verbs)
            {
                WriteMethods(writer, methods, verb);
            }
        });
        return writer.ToString();
    }

    private static void WriteInterfaces(CodeWriter writer, string verb)
    {
        var method = verb.ToUpperInvariant();
        writer.Line($"/// <summary>Implemented by a path that is documented with {method}.</summary>");
        writer.Line($"[{Hidden}] public interface I{verb}<TData>;");
        writer.Line($"/// <summary>Implemented by a path without variables that is documented with {method}.</summary>");
        writer.Line($"[{Hidden}] public interface IPlain{verb}<TData> : I{verb}<TData>;");
        writer.Line($"/// <summary>Implemented by an APIv2 path without variables that is documented with {method}.</summary>");
        writer.Line($"[{Hidden}] public interface IPlainV2{verb}<TData> : I{verb}<TData>;");
        writer.Line($"/// <summary>Implemented by a path without variables whose {method} requires no fields.</summary>");
        writer.Line($"[{Hidden}] public interface IBare{verb}<TData> : I{verb}<TData>;");
        writer.Line($"/// <summary>Implemented by a path without variables whose {method} sends a file.</summary>");
        writer.Line($"[{Hidden}] public interface IUpload{verb}<TData> : I{verb}<TData>;");
        writer.Line($"/// <summary>Implemented by a path that is not documented with {method}.</summary>");
        writer.Line($"[{Hidden}] public interface INo{verb};");
    }

    // One class, because each class lists all its interfaces in the assembly.
    private static void WritePrefix(CodeWriter writer)
    {
        var interfaces = string.Join(", ", Verbs.Select(verb => $"INo{verb}"));
        writer.Line("/// <summary>The beginning of documented paths, which is not documented with any verb itself.</summary>");
        writer.Block($"[{Hidden}] public abstract class PathPrefix : EndpointPath, {interfaces}", () =>
            writer.Line("private protected PathPrefix(global::WeChatPay.Chain.UrlChain chain) : base(chain) { }"));
    }

    private static void WriteMethods(CodeWriter writer, UncheckedEmitter methods, string verb)
    {
        methods.WriteWhole(verb);
        methods.WriteBare(verb);
        if (verb == "Get")
        {
            methods.Write(verb, "IPlain", ["query"]);
            methods.Write(verb, "IPlainV2", ["query"]);
        }
        else
        {
            methods.Write(verb, "IPlain", ["json", "query"]);
            methods.Write(verb, "IPlainV2", ["xml", "query"]);
            methods.WriteBody(verb);
        }
        WriteUndocumented(writer, verb);
    }

    // The compiler prefers any other method. Without this one, its message would be about type arguments.
    private static void WriteUndocumented(CodeWriter writer, string verb)
    {
        var message = $"The platform documents no {verb.ToUpperInvariant()} for this path. Completion after "
            + "its last dot shows the verbs and "
                + $"segments that it has. To call it nevertheless: client.Chain(\\\"…\\\").{verb}Async(…).";
        (string Suffix, string Result)[] methods =
        [
            ("Async", "global::System.Threading.Tasks.Task<WeChatPayResponse>"), ("", "WeChatPayResponse")
        ];
        foreach (var (suffix, result) in methods)
        {
            writer.Line($"[{Hidden}, global::System.Runtime.CompilerServices.OverloadResolutionPriority(-2), "
                + $"global::System.Obsolete(\"{message}\", error: true)]");
            writer.Line($"public static {result} {verb}{suffix}(this global::WeChatPay.Chain.Endpoints.INo{verb} path, object json = null, "
                + $"object xml = null, object query = null, object body = null, {UncheckedEmitter.Options}, "
                + "global::System.Threading.CancellationToken cancellationToken = default) => throw new "
                + "global::System.NotSupportedException();");
        }
    }
}
