using System.Diagnostics.CodeAnalysis;

namespace WeChatPay.Chain;

/// <summary>
/// The verbs with anonymous objects, dictionaries or whole options, as a dynamic chain takes them. Their fields are not checked. Completion
/// lists hide them.
/// </summary>
[RequiresUnreferencedCode(TrimmedWarning)]
[RequiresDynamicCode(TrimmedWarning)]
public static partial class UncheckedCalls
{
    internal const string TrimmedWarning =
        "A trimmed program does not have the members of anonymous objects. Use new() instead, whose type the compiler finds.";
}
