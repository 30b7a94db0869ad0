namespace Webshop.Orders;

/// <summary>A file that only the shop's own user may read: orders are nobody else's business.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates the file, or takes it away from others where it exists. What SQLite puts beside it gets the same permissions.</summary>
    public static void Create(string path)
    {
        // On Windows a file inherits the permissions of its folder.
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        using (new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            UnixCreateMode = OwnerOnly,
        }))
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }
}
