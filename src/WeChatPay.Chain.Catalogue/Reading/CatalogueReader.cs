using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads the catalogue. It accepts only what <see cref="Writing.CatalogueWriter"/> writes, byte for byte.</summary>
public static partial class CatalogueReader
{
    /// <summary>Reads all files of a catalogue.</summary>
    /// <param name="files">The files. Their order is the order of the operations and webhooks.</param>
    /// <exception cref="CatalogueException">A file is not in the expected format, or contradicts another.</exception>
    public static EndpointCatalogue Read(IEnumerable<CatalogueText> files)
    {
        var readers = new List<FileReader>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (!names.Add(file.Name))
            {
                throw new CatalogueException($"The file {file.Name} is given twice.");
            }
            var reader = FileReader.Read(file);
            CanonicalForm.Check(file, reader.Content);
            readers.Add(reader);
        }
        CatalogueCheck.Check(readers);
        return new(
            [.. readers.SelectMany(reader => reader.Content.Operations)],
            [.. readers.SelectMany(reader => reader.Content.Webhooks)]);
    }
}
