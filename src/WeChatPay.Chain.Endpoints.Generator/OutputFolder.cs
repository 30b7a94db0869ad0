namespace WeChatPay.Chain.Endpoints.Generator;

/// <summary>
/// Writes the generated files. A file that did not change is not touched, and one that is not generated any more is deleted.
/// </summary>
internal static class OutputFolder
{
    public static void Write(string folder, IReadOnlyDictionary<string, string> files)
    {
        Directory.CreateDirectory(folder);
        foreach (var path in Directory.EnumerateFiles(folder, "*.cs").Where(path => !files.ContainsKey(Path.GetFileName(path))))
        {
            File.Delete(path);
        }
        foreach (var (name, text) in files)
        {
            var path = Path.Combine(folder, name);
            if (!File.Exists(path) || File.ReadAllText(path) != text)
            {
                File.WriteAllText(path, text);
            }
        }
    }
}
