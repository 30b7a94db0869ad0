namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>A line <c>rival METHOD PATH</c>.</summary>
/// <param name="Line">The line.</param>
/// <param name="Id">The operation that it names.</param>
internal sealed record RivalReference(SourceLine Line, string Id)
{
    public bool Equals(RivalReference? other) => Id == other?.Id;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);
}
