namespace WeChatPay.Chain.Endpoints.Generator.Writing;

/// <summary>The names of one type. A name that is taken gets an underscore, because C# forbids it for a nested type.</summary>
/// <param name="taken">Names that are taken from the start, such as the one of the enclosing type.</param>
internal sealed class UniqueNames(params IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    public string Add(string name)
    {
        while (!_taken.Add(name))
        {
            name += "_";
        }
        return name;
    }
}
