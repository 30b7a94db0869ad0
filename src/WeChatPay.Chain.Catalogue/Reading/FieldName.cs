namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>The names of fields. They have ASCII characters only, without dots, which separate the names in a path.</summary>
internal static class FieldName
{
    public static bool IsValid(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (!(IsFirst(name[i]) || (i > 0 && name[i] is (>= '0' and <= '9') or '-')))
            {
                return false;
            }
        }
        return name.Length > 0;
    }

    private static bool IsFirst(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' or '$';
}
