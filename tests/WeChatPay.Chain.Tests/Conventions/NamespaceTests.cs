using Microsoft.CodeAnalysis;

namespace WeChatPay.Chain.Tests.Conventions;

internal sealed class NamespaceTests
{
    /// <summary>The namespaces of public types, whatever folder they are in.</summary>
    private static readonly string[] _public =
    [
        "WeChatPay.Chain", "WeChatPay.Chain.Bills", "WeChatPay.Chain.Crypto", "WeChatPay.Chain.Media", "WeChatPay.Chain.Notifications",
        "WeChatPay.Chain.Transport",
    ];

    [Test]
    public void Namespace_OfAnInternalType_IsItsFolder()
    {
        var wrong = LibraryModel.Current.Types
            .Where(type => type.Type.DeclaredAccessibility != Accessibility.Public)
            .Where(type => NamespaceOf(type.Type) != ExpectedFor(type.File))
            .Select(type => $"{type.File}: {type.Type} is expected in {ExpectedFor(type.File)}.");

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Namespaces_OfPublicTypes_AreThoseThatCallersKnow()
    {
        var namespaces = LibraryModel.Current.Types
            .Where(type => type.Type.DeclaredAccessibility == Accessibility.Public)
            .Select(type => NamespaceOf(type.Type))
            .Distinct();

        Assert.That(namespaces, Is.EquivalentTo(_public));
    }

    [Test]
    public void File_HasTheNameOfItsType()
    {
        var wrong = LibraryModel.Current.Types
            .Where(type => Path.GetFileName(type.File).Split('.')[0] != type.Type.Name)
            .Select(type => $"{type.File} declares {type.Type.Name}.");

        Assert.That(wrong, Is.Empty);
    }

    private static string NamespaceOf(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString();

    private static string ExpectedFor(string file) =>
        string.Join('.', file.Split('/').SkipLast(1).Prepend(Layers.Project));
}
