namespace WeChatPay.Chain.Catalogue.Tests.Writing;

/// <summary>A small mistake in one line of a file.</summary>
internal static class Mutation
{
    public static string Apply(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        var index = random.Next(lines.Count);
        var line = lines[index];
        switch (random.Next(10))
        {
            case 0:
                lines.RemoveAt(index);
                break;
            case 1:
                lines.Insert(index, line);
                break;
            case 2:
                lines[index] = new string(' ', random.Next(1, 4)) + line;
                break;
            case 3:
                lines[index] = line.Length > 0 && line[0] == ' ' ? line[random.Next(1, 3)..] : line + " ";
                break;
            case 4:
                var other = random.Next(lines.Count);
                (lines[index], lines[other]) = (lines[other], line);
                break;
            default:
                lines[index] = ChangeWord(line, random);
                break;
        }
        return string.Join('\n', lines);
    }

    private static string ChangeWord(string line, Random random)
    {
        var words = line.Split(' ').ToList();
        var index = random.Next(words.Count);
        var word = words[index];
        switch (random.Next(6))
        {
            case 0:
                words.RemoveAt(index);
                break;
            case 1:
                words.Insert(index, word);
                break;
            case 2:
                var other = random.Next(words.Count);
                (words[index], words[other]) = (words[other], word);
                break;
            case 3 when word.Length > 0:
                words[index] = word.Remove(random.Next(word.Length), 1);
                break;
            case 4:
                words[index] = word.Insert(random.Next(word.Length + 1), "!?:|=+#/{}0a, \t"[random.Next(15)].ToString());
                break;
            default:
                words.Insert(index, random.Next(2) == 0 ? "max:9" : "x");
                break;
        }
        return string.Join(' ', words);
    }
}
