import { defineCommand } from '../catalogue/define-command.ts';
import { defineConnector } from '../catalogue/define-connector.ts';

const READY = ['incomingDocument.readyForOcr'];
const SENT = ['incomingDocument.sentToOcr'];

/** What a system of record does with incoming documents. */
export const incomingDocuments = defineConnector({
  name: 'incomingDocuments',
  title: 'Incoming documents',
  description: 'Asks the system of record to read incoming documents and to make documents or journal lines of them.',
  actions: [
    defineCommand({
      name: 'markReadyForOcr',
      type: 'incomingDocument.markReadyForOcr',
      title: 'Mark the document as ready for OCR',
      description: 'Asks the source to queue the incoming document for OCR.',
      businessCentralName: 'MARKREADYFOROCR',
      offeredAfter: ['incomingDocument.fileAttached'],
    }),
    defineCommand({
      name: 'sendToOcr',
      type: 'incomingDocument.sendToOcr',
      title: 'Send the document to OCR',
      description: 'Asks the source to send the incoming document to OCR now.',
      businessCentralName: 'SENDTOOCR',
      offeredAfter: READY,
    }),
    defineCommand({
      name: 'sendToOcrInBackground',
      type: 'incomingDocument.sendToOcrInBackground',
      title: 'Send the document to OCR in the background',
      description: 'Asks the source to queue the sending of the incoming document to OCR.',
      businessCentralName: 'BACKGROUNDSENDTOOCR',
      offeredAfter: READY,
    }),
    defineCommand({
      name: 'receiveFromOcr',
      type: 'incomingDocument.receiveFromOcr',
      title: 'Receive the document from OCR',
      description: 'Asks the source to fetch the incoming document from OCR now.',
      businessCentralName: 'RECEIVEFROMOCR',
      offeredAfter: SENT,
    }),
    defineCommand({
      name: 'receiveFromOcrInBackground',
      type: 'incomingDocument.receiveFromOcrInBackground',
      title: 'Receive the document from OCR in the background',
      description: 'Asks the source to queue the fetching of the incoming document from OCR.',
      businessCentralName: 'BACKGROUNDRECEIVEFROMOCR',
      offeredAfter: SENT,
    }),
    defineCommand({
      name: 'createDocument',
      type: 'incomingDocument.createDocument',
      title: 'Create a document from the incoming document',
      description:
        'Asks the source to try to create a purchase document. It reports incomingDocument.documentCreated or documentCreationFailed.',
      businessCentralName: 'CREATEDOCFROMINCOMINGDOC',
    }),
    defineCommand({
      name: 'createReleasedDocument',
      type: 'incomingDocument.createReleasedDocument',
      title: 'Create and release a document from the incoming document',
      description: 'Asks the source to create a purchase document and to release it.',
      businessCentralName: 'CREATERELEASEDDOCFROMINCOMINGDOC',
    }),
    defineCommand({
      name: 'createJournalLine',
      type: 'incomingDocument.createJournalLine',
      title: 'Create a journal line from the incoming document',
      description:
        'Asks the source to try to create a journal line. It reports incomingDocument.journalLineCreated or journalLineCreationFailed.',
      businessCentralName: 'CREATEJOURNALFROMINCOMINGDOC',
    }),
  ],
});
