"""Where returned workbooks come from: folders, globs, zips and saved mails, none of them trusted."""
