using WeChatPay.Chain.Catalogue.Reading;
using WeChatPay.Chain.Endpoints.Generator;

if (args is not [var catalogue, var output])
{
    Console.Error.WriteLine("Usage: WeChatPay.Chain.Endpoints.Generator CATALOGUE OUTPUT");
    return 2;
}
try
{
    var glossary = Glossary.Read(new CatalogueText("glossary.txt", File.ReadAllText(Path.Combine(catalogue, "glossary.txt"))));
    var files = EndpointGenerator.Generate(CatalogueReader.ReadFolder(catalogue), glossary);
    OutputFolder.Write(output, files);
    return 0;
}
catch (CatalogueException exception)
{
    // The format that MSBuild shows as an error.
    Console.Error.WriteLine($"error WCPCAT: {exception.Message}");
    return 1;
}
