using Microsoft.CodeAnalysis;

namespace WeChatPay.Chain.Tests.Shared;

/// <summary>What a compilation needs to understand sources as a project of the SDK does.</summary>
internal static class SourceCompilation
{
    /// <summary>The usings that a project with implicit usings has.</summary>
    public const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>Gets the paths of the assemblies of the framework and of the tests.</summary>
    public static IReadOnlyList<string> AssemblyPaths { get; } =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    /// <summary>Gets references to these assemblies.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
        [.. AssemblyPaths.Select(path => MetadataReference.CreateFromFile(path))];
}
