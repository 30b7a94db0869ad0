using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Checks that the variables of a path and the fields of the place <c>path</c> are the same.</summary>
internal static class PathCheck
{
    // A variable that is sent as nothing, so that the path ends with a slash.
    private const string Empty = "empty";

    public static void Check(SourceLine line, Operation operation)
    {
        var variables = FindVariables(line, operation.Path);
        var fields = operation.FindPlace("path")?.Fields.Select(field => field.Name).ToArray() ?? [];
        if (variables.Except(fields).FirstOrDefault(name => name != Empty) is { } undeclared)
        {
            throw line.Error($"The place 'path' does not have the variable '{undeclared}'.");
        }
        if (fields.Except(variables).FirstOrDefault() is { } unused)
        {
            throw line.Error($"The path does not have the variable '{unused}' of the place 'path'.");
        }
        if (variables.Contains(Empty) && operation.Wire is null)
        {
            throw line.Error("The path has the variable 'empty'; expected a line 'wire' with the path that is sent.");
        }
        if (operation.Wire == operation.Path)
        {
            throw line.Error("The line 'wire' repeats the path.");
        }
    }

    private static List<string> FindVariables(SourceLine line, string path)
    {
        var names = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment.Length == 0)
            {
                throw line.Error($"'{path}' has an empty segment.");
            }
            var position = 0;
            while (segment.IndexOfAny(['{', '}'], position) is >= 0 and var open)
            {
                var close = segment.IndexOf('}', open);
                var name = segment[open] == '{' && close > 0 ? segment.Substring(open + 1, close - open - 1) : "";
                if (!FieldName.IsValid(name) || names.Contains(name))
                {
                    throw line.Error($"'{path}' has a variable that is not complete, or twice; expected {{name}}.");
                }
                names.Add(name);
                position = close + 1;
            }
        }
        return names;
    }
}
