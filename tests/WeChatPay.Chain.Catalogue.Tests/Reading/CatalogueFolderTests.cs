using WeChatPay.Chain.Catalogue.Reading;
using WeChatPay.Chain.Catalogue.Tests.Support;

namespace WeChatPay.Chain.Catalogue.Tests.Reading;

internal sealed class CatalogueFolderTests
{
    [Test]
    public void ReadTexts_OfAFolder_HasTheOrderOfFoldersAndNames()
    {
        using var folder = new TemporaryFolder();
        folder.Write("webhooks/v3.txt", "w");
        folder.Write("v3/pay.txt", "p");
        folder.Write("v3/pay-devices.txt", "d");
        folder.Write("v2/pay.txt", "付");
        folder.Write("glossary.txt", "g");

        var texts = CatalogueFolder.ReadTexts(folder.Path);

        Assert.That(texts, Is.EqualTo(
            [new("v2/pay.txt", "付"), new("v3/pay-devices.txt", "d"), new("v3/pay.txt", "p"), new CatalogueText("webhooks/v3.txt", "w")]));
    }

    [Test]
    public void ReadTexts_OfTheRepository_HasAllFiles()
    {
        Assert.That(Repository.Texts, Has.Count.EqualTo(109));
    }

    [Test]
    public void ReadTexts_AnotherKindOfFile_IsRejected()
    {
        using var folder = new TemporaryFolder();
        folder.Write("v3/pay.md", "");

        Assert.That(
            () => CatalogueFolder.ReadTexts(folder.Path),
            Throws.TypeOf<CatalogueException>().With.Message.EqualTo(
                "v3/pay.md is not a file of the catalogue; expected a name that ends with .txt."));
    }

    [Test]
    public void ReadTexts_InvalidUtf8_IsRejected()
    {
        using var folder = new TemporaryFolder();
        folder.Write("v3/pay.txt", "");
        File.WriteAllBytes(Path.Combine(folder.Path, "v3", "pay.txt"), [0xC3, 0x28]);

        Assert.That(
            () => CatalogueFolder.ReadTexts(folder.Path),
            Throws.TypeOf<CatalogueException>().With.Message.EqualTo("v3/pay.txt is not valid UTF-8."));
    }

    [Test]
    public void ReadTexts_AFolderWithoutACatalogue_IsRejected()
    {
        using var folder = new TemporaryFolder();

        Assert.That(
            () => CatalogueFolder.ReadTexts(folder.Path),
            Throws.TypeOf<CatalogueException>().With.Message.EqualTo(
                $"{folder.Path} has no files; expected the folders v2, v3, webhooks."));
    }
}
