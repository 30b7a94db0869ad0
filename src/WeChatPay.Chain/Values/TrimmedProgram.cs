using System.Diagnostics.CodeAnalysis;

namespace WeChatPay.Chain.Values;

/// <summary>
/// Determines whether the program was trimmed. If so, types may lack properties that no code reads, and reflection cannot find them.
/// </summary>
/// <remarks>
/// <c>JsonSerializer.IsReflectionEnabledByDefault</c> does not show this: it is also off in a file-based program, from which nothing is
/// removed.
/// </remarks>
internal static class TrimmedProgram
{
    private static readonly string[] _markerName = [typeof(TrimmedProgram).FullName!, nameof(Marker)];

    /// <summary>Whether the running program was trimmed.</summary>
    public static bool IsRunning { get; } = LacksMarker();

    /// <summary>The warning of the trimmer and the native compiler where a caller passes an object.</summary>
    public const string Warning =
        "An anonymous object or a class is read by reflection, and causes an ArgumentException in a program that is trimmed or compiled "
        + "ahead of time. Pass a RequestOptions, or a JsonObject or JsonNode, whichever the overloads offer, whose values are "
        + "dictionaries, JsonNode, JsonElement or JsonValue.Create(order, MyJson.Default.Order).";

    /// <summary>The remedy that works in a trimmed program.</summary>
    public static string Remedy =>
        "Pass a dictionary, a JsonNode or a JsonElement; in 'json' also JsonValue.Create(order, MyJson.Default.Order) with the metadata of "
        + "a JsonSerializerContext, or text in 'body'.";

    // The name is composed at run time, because a trimmer keeps types that are looked up by a constant name.
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The purpose is to find out whether the type was removed.")]
    private static bool LacksMarker() => typeof(TrimmedProgram).Assembly.GetType(string.Join('+', _markerName)) is null;

#pragma warning disable CA1812, CA1852 // Not used, so that a trimmer removes it.
    private sealed class Marker;
#pragma warning restore CA1812, CA1852
}
