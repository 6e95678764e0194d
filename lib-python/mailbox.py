"""Mailboxes of five formats, to read and to change.

    box = mailbox.mbox('inbox')
    for key, message in box.iteritems():
        print key, message['Subject']
    box.lock()
    key = box.add(message)
    box.remove(other)
    box.close()
"""

import rfc822

from _mailbox_files import (Error, ExternalClashError, FormatError, NoSuchMailboxError, NotEmptyError, _PartialFile,
                            _ProxyFile, _create_carefully, _create_temporary, _lock_file, _sync_close, _sync_flush,
                            _unlock_file)
from _mailbox_messages import (BabylMessage, MaildirMessage, Message, MHMessage, MMDFMessage, _mboxMMDFMessage,
                               mboxMessage)
from _mailbox_base import Mailbox
from _mailbox_folders import MH, Maildir
from _mailbox_single import MMDF, Babyl, _mboxMMDF, _singlefileMailbox, mbox
from _mailbox_old import BabylMailbox, MHMailbox, MmdfMailbox, PortableUnixMailbox, UnixMailbox, _Mailbox

__all__ = ['Mailbox', 'Maildir', 'mbox', 'MH', 'Babyl', 'MMDF',
           'Message', 'MaildirMessage', 'mboxMessage', 'MHMessage', 'BabylMessage', 'MMDFMessage',
           'UnixMailbox', 'PortableUnixMailbox', 'MmdfMailbox', 'MHMailbox', 'BabylMailbox']
