using WeChatPay.Chain.Catalogue.Reading;
using WeChatPay.Chain.Catalogue.Tests.Support;
using WeChatPay.Chain.Catalogue.Writing;

namespace WeChatPay.Chain.Catalogue.Tests.Writing;

/// <summary>Whatever the mistake in a file, it is reported or is a part of what was read.</summary>
internal sealed class MutationTests
{
    private const int Mutations = 150;

    [Test]
    public void Read_AChangedLine_IsRejectedOrWrittenBack([Values(1, 2, 3, 4, 5, 6, 7, 8)] int seed)
    {
        var random = new Random(seed);
        var rejected = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var file = Repository.Texts[random.Next(Repository.Texts.Count)];
            var mutant = file with { Text = Mutation.Apply(file.Text, random) };
            rejected += IsRejected(mutant) ? 1 : 0;
        }

        Assert.That(rejected, Is.InRange(Mutations / 2, Mutations - 1));
    }

    private static bool IsRejected(CatalogueText file)
    {
        try
        {
            var catalogue = CatalogueReader.Read([file]);
            Assert.That(CatalogueWriter.Write(catalogue.Operations, catalogue.Webhooks), Is.EqualTo(file.Text), file.Name);
            return false;
        }
        catch (CatalogueException exception)
        {
            Assert.That(exception.Message, Does.StartWith(file.Name + ":"));
            return true;
        }
    }
}
