// Checks the contents of the packages in a folder: libraries with XML documentation, an icon, a README of the package with absolute
// links, tags in both languages, no repository URL, and no dependency on what is not a package.
using System.IO.Compression;
using System.Text.RegularExpressions;

var problems = Directory.EnumerateFiles(args[0], "*.nupkg").SelectMany(FindProblems).ToList();
problems.ForEach(Console.Error.WriteLine);
return problems.Count == 0 ? 0 : 1;

static IEnumerable<string> FindProblems(string path)
{
    using var package = ZipFile.OpenRead(path);
    var nuspec = Text(package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)));
    var id = Regex.Match(nuspec, "<id>(.+)</id>").Groups[1].Value;
    string[] frameworks = id switch
    {
        "WeChatPay.Chain.Sandbox" => ["net10.0"],
        "WeChatPay.Chain.Endpoints" => ["net8.0"],
        _ => ["net8.0", "net10.0"],
    };
    var libraries = frameworks.SelectMany(framework => (string[])[$"lib/{framework}/{id}.dll", $"lib/{framework}/{id}.xml"]);
    var files = libraries.Append("icon.png").Append("README.md");
    var problems = files.Where(name => package.GetEntry(name) is null).Select(name => $"has no {name}").ToList();
    if (package.GetEntry("README.md") is { } readme)
    {
        Check(Text(readme).StartsWith($"# {id}\n", StringComparison.Ordinal), "has the README of another package");
        Check(!Regex.IsMatch(Text(readme), @"\]\((?!https://|#)"), "has a README with a relative link");
    }
    Check(nuspec.Contains("<icon>icon.png</icon>"), "does not show its icon");
    Check(nuspec.Contains("<readme>README.md</readme>"), "does not show its README");
    Check(Regex.IsMatch(nuspec, "<tags>.*payment.*微信支付.*</tags>"), "lacks tags in English or in Chinese");
    Check(!Regex.IsMatch(nuspec, @"<dependency id=""WeChatPay\.Chain\.(Catalogue|Endpoints\.)"), "depends on what is not a package");
    Check(!Regex.IsMatch(nuspec, "<repository [^>]*url=|<projectUrl>"), "contains a repository URL");
    return problems.Select(problem => $"{Path.GetFileName(path)} {problem}.");

    void Check(bool condition, string problem)
    {
        if (!condition)
        {
            problems.Add(problem);
        }
    }
}

static string Text(ZipArchiveEntry entry)
{
    using var reader = new StreamReader(entry.Open());
    return reader.ReadToEnd();
}
