namespace WeChatPay.Chain.Endpoints.Generator.Paths;

/// <summary>A parameter of a verb.</summary>
/// <param name="Type">The C# type.</param>
/// <param name="Name">The name, escaped if it is a keyword.</param>
/// <param name="Documentation">The text of its documentation comment, or empty.</param>
/// <param name="Default">The default value, or <see langword="null"/> if the argument is required.</param>
/// <param name="Assignment">How it is assigned to the options, or <see langword="null"/> if another parameter does.</param>
internal sealed record Parameter(string Type, string Name, string Documentation, string? Default, string? Assignment)
{
    public override string ToString() => Default is null ? $"{Type} {Name}" : $"{Type} {Name} = {Default}";
}
