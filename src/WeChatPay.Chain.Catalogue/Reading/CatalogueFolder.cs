using System.Text;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>The files of a catalogue in a folder.</summary>
public static class CatalogueFolder
{
    /// <summary>The folders that have files of the catalogue, in the order in which they are read.</summary>
    private static readonly string[] _folders = ["v2", "v3", "webhooks"];

    // Invalid bytes are an error instead of a replacement character.
    private static readonly UTF8Encoding _encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the texts of all files, in the order of folders and names. Folders may be absent, but not all of them.</summary>
    /// <exception cref="CatalogueException">A folder has a file that does not end with <c>.txt</c> or is not valid UTF-8.</exception>
    public static IReadOnlyList<CatalogueText> ReadTexts(string folder)
    {
        var files = new List<CatalogueText>();
        foreach (var name in _folders.Where(name => Directory.Exists(Path.Combine(folder, name))))
        {
            var paths = Directory.GetFiles(Path.Combine(folder, name), "*", SearchOption.AllDirectories);
            Array.Sort(paths, StringComparer.Ordinal);
            files.AddRange(paths.Select(path => ReadText(folder, path)));
        }
        return files.Count > 0
            ? files
            : throw new CatalogueException($"{folder} has no files; expected the folders {string.Join(", ", _folders)}.");
    }

    private static CatalogueText ReadText(string folder, string path)
    {
        var name = path.Substring(folder.Length).TrimStart('/', '\\').Replace('\\', '/');
        if (!name.EndsWith(".txt", StringComparison.Ordinal))
        {
            throw new CatalogueException($"{name} is not a file of the catalogue; expected a name that ends with .txt.");
        }
        try
        {
            return new(name, _encoding.GetString(File.ReadAllBytes(path)));
        }
        catch (DecoderFallbackException exception)
        {
            throw new CatalogueException($"{name} is not valid UTF-8.", exception);
        }
    }
}
